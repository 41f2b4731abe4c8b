import { allContainersOf, podsOf, podTypes } from "../../kubernetes/pods";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";

export const k8sRegistries = resourceRule({
  id: "K8S-11",
  name: "k8s-registries",
  title: "Images come from the registries that the organisation trusts",
  severity: "high",
  rationale: "An image from anywhere runs beside the data with whatever its author put into it.",
  remediation: "Copy the image to a registry of `registries`, or add its registry there.",
  controls: { ...safeguards.secureConfiguration, cisEks: ["5.1.4"] },
  types: podTypes,
  parameters: {
    registries: {
      description: "Registries, or registry and path, that images may come from. Empty: any.",
      schema: { type: "array", items: { type: "string" } },
      default: [] as string[],
    },
  },
  check: (resource, { parameters }) => {
    if (parameters.registries.length === 0) return [];
    return podsOf(resource).flatMap((pod) =>
      allContainersOf(pod).map((container) => {
        const image = container.at("image");
        const trusted = image.satisfies(
          (text) =>
            typeof text === "string" && parameters.registries.some((registry) => text.startsWith(`${registry}/`)),
        );
        return must(trusted, "the image is from a registry that nobody vouches for", image);
      }),
    );
  },
});
