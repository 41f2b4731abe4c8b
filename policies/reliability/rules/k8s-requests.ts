import { containersOf, podsOf, podTypes } from "../../kubernetes/pods";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";
import { truthOf } from "../../../plan/property";

export const k8sRequests = resourceRule({
  id: "K8S-09",
  name: "k8s-requests",
  title: "Containers say what they need, and stop at their memory",
  severity: "medium",
  rationale:
    "Without requests the scheduler overfills nodes; without a limit on memory one container takes its node down.",
  remediation: "Set `resources.requests` of cpu and memory, and `resources.limits` of memory.",
  controls: { ...safeguards.availability },
  types: podTypes,
  check: (resource) =>
    podsOf(resource).flatMap((pod) =>
      containersOf(pod).flatMap((container) => {
        const resources = container.at("resources");
        const given = (kind: string, name: string) => resources.at(kind, name);
        // A limit is its request too, where none is given.
        const requested = (name: string) =>
          truthOf(given("requests", name).isPresent || given("limits", name).isPresent);
        return [
          must(requested("cpu"), "a container says not how much processor it needs", given("requests", "cpu")),
          must(requested("memory"), "a container says not how much memory it needs", given("requests", "memory")),
          must(
            truthOf(given("limits", "memory").isPresent),
            "a container has no limit on memory",
            given("limits", "memory"),
          ),
        ];
      }),
    ),
});
