import { acceleratorPool } from "../../aws/pools";
import { aws } from "../../aws/types";
import { graphRule, must } from "../../rule";

export const fabImage = graphRule({
  id: "FAB-07",
  name: "fab-image",
  title: "Accelerator nodes boot the image with their driver, for their processor",
  severity: "high",
  rationale: "The standard image has no driver: nodes join, look healthy, and have no accelerator.",
  remediation:
    "Set the node group's `amiType` to the accelerator's: AL2023_x86_64_NVIDIA, AL2023_ARM_64_NVIDIA, AL2023_x86_64_NEURON or Bottlerocket's.",
  controls: {},
  types: [aws.nodeGroup],
  check: (nodeGroup) => {
    const pool = acceleratorPool(nodeGroup);
    const image = nodeGroup.at("amiType");
    // A custom image is its owner's to answer for.
    if (!pool || image.or("").is("CUSTOM") === "yes" || pool.template?.at("imageId").isPresent) return [];
    const driver = pool.type.accelerator?.manufacturer === "AWS" ? /NEURON|^BOTTLEROCKET/ : /NVIDIA/;
    const processor = pool.type.architecture === "arm64" ? /ARM_64/ : /x86_64/;
    return [
      must(image.matches(driver), `the image has no driver for ${pool.type.accelerator?.name}`, image),
      must(image.matches(processor), `the image is not for ${pool.type.architecture}`, image),
    ];
  },
});
