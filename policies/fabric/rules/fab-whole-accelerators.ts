import { acceleratorResources, containersOf, podsOf, podTypes } from "../../kubernetes/pods";
import { must, resourceRule } from "../../rule";
import { truthOf } from "../../../plan/property";

export const fabWholeAccelerators = resourceRule({
  id: "FAB-05",
  name: "fab-whole-accelerators",
  title: "Pods ask for whole accelerators, and for as many as they may use",
  severity: "high",
  rationale:
    "Kubernetes hands devices out whole and by the limit: a request that differs is refused when the pod is made, hours into the queue.",
  remediation: "Set `resources.limits` of the device to a whole number, and leave its request out or equal.",
  controls: {},
  types: podTypes,
  check: (resource) =>
    podsOf(resource).flatMap((pod) =>
      containersOf(pod).flatMap((container) =>
        acceleratorResources.flatMap((device) => {
          const [limit, request] = ["limits", "requests"].map((key) => container.at("resources", key, device));
          if (!limit || !request || container.at("resources").isUnknown || (limit.isAbsent && request.isAbsent))
            return [];
          const whole = limit.isUnknown
            ? "unknown"
            : truthOf(limit.number !== undefined && Number.isInteger(limit.number));
          const same = request.isUnknown ? "unknown" : truthOf(request.isAbsent || request.number === limit.number);
          return [
            must(whole, `a container asks for no whole number of ${device}`, limit),
            must(limit.isUnknown ? "unknown" : same, `a container's request and limit of ${device} differ`, request),
          ];
        }),
      ),
    ),
});
