import * as pulumi from "@pulumi/pulumi";
import type { InstanceType } from "../../catalog/instanceTypes";

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
