import * as pulumi from "@pulumi/pulumi";
import { nodeImageSoftware } from "../../catalog/images";
import type { InstanceType } from "../../catalog/instanceTypes";
import { outdatedSoftware } from "../../catalog/minimumSoftware";

/** Operating system of accelerator nodes. */
export type ImageFamily = "al2023" | "bottlerocket";

/**
 * The EKS AMI type that carries the accelerator's driver. EKS picks the image itself, its newest for the node group's
 * Kubernetes version, so no image id can be in the wrong region or without the driver.
 *
 * @throws pulumi.RunError where EKS publishes none, for example Bottlerocket for Neuron.
 */
export function amiType(type: InstanceType, family: ImageFamily = "al2023"): string {
  const architecture = type.architecture === "arm64" ? "ARM_64" : "x86_64";
  const accelerator = type.accelerator?.manufacturer;
  if (family === "al2023" && !accelerator) return `AL2023_${architecture}_STANDARD`;
  if (family === "al2023" && accelerator === "NVIDIA") return `AL2023_${architecture}_NVIDIA`;
  if (family === "al2023" && accelerator === "AWS" && architecture === "x86_64") return "AL2023_x86_64_NEURON";
  if (family === "bottlerocket" && !accelerator) return `BOTTLEROCKET_${architecture}`;
  if (family === "bottlerocket" && accelerator === "NVIDIA") return `BOTTLEROCKET_${architecture}_NVIDIA`;
  throw new pulumi.RunError(
    `EKS publishes no ${family} image for ${type.name} (${type.accelerator?.name ?? "no accelerator"}, ${type.architecture}). Use imageFamily: al2023.`,
  );
}

/** Warns where EKS' AL2023 image, in the newest release that the catalogue has read, carries a driver too old for a type. */
export function warnOfOldImage(types: InstanceType[], family: ImageFamily = "al2023", resource: pulumi.Resource): void {
  for (const { name, accelerator } of types) {
    if (!accelerator || family !== "al2023") continue;
    const { release, software } = nodeImageSoftware(accelerator.manufacturer);
    for (const { name: driver, found, needed } of outdatedSoftware(name, software)) {
      const message =
        `${name} needs ${driver} ${needed} or newer, and EKS' AL2023 image of release ${release} carries ${found}: ` +
        "its nodes would come without accelerators. See that EKS publishes a newer one before you deploy.";
      void pulumi.log.warn(message, resource);
    }
  }
}
