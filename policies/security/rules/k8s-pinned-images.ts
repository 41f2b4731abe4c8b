import { allContainersOf, podsOf, podTypes } from "../../kubernetes/pods";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";

export const k8sPinnedImages = resourceRule({
  id: "K8S-10",
  name: "k8s-pinned-images",
  title: "Images are pinned: a tag that says which, or a digest",
  severity: "high",
  rationale: "Under `latest` each node may run another image, and nobody can say which one made the model.",
  remediation: "Name a tag other than latest, or the digest: `image@sha256:…`. `digest` asks for the latter.",
  controls: { ...safeguards.secureConfiguration },
  types: podTypes,
  parameters: {
    digest: {
      description: "Whether each image must be named by its digest.",
      schema: { type: "boolean" },
      default: false,
    },
  },
  check: (resource, { parameters }) =>
    podsOf(resource).flatMap((pod) =>
      allContainersOf(pod).map((container) => {
        const image = container.at("image");
        const pinned = parameters.digest
          ? image.matches(/@sha256:/)
          : image.matches(/@sha256:|:(?!latest$)[\w][\w.-]*$/);
        return must(pinned, "which image runs is decided by whoever pushes next", image);
      }),
    ),
});
