import type { InstanceType } from "../../catalog/instanceTypes";
import type { ImageFamily } from "./images";

/** Labels by which pods and device plugins find a pool's nodes. */
export function nodeLabels(
  poolName: string,
  type: InstanceType,
  efa: boolean,
  family: ImageFamily,
): Record<string, string> {
  return {
    "aidc.dev/role": "accelerator",
    "aidc.dev/pool": poolName,
    "aidc.dev/image-family": family,
    ...(type.accelerator && { "aidc.dev/accelerator": labelValue(type.accelerator.name) }),
    ...(type.accelerator?.manufacturer === "NVIDIA" && { "nvidia.com/gpu.present": "true" }),
    ...(type.accelerator?.manufacturer === "AWS" && { "aws.amazon.com/neuron.present": "true" }),
    ...(efa && { "vpc.amazonaws.com/efa.present": "true" }),
  };
}

/** In EKS' words. */
export interface NodeTaint {
  key: string;
  value: string;
  effect: "NO_SCHEDULE";
}

/** Keeps pods that ask for no accelerator off these nodes. The key is the resource's own: Kubernetes then adds the toleration for pods that ask. */
export function nodeTaints(type: InstanceType): NodeTaint[] {
  if (!type.accelerator) return [];
  return [{ key: acceleratorResource(type.accelerator), value: "true", effect: "NO_SCHEDULE" }];
}

/** The extended resource that the device plugin advertises. */
export function acceleratorResource(accelerator: NonNullable<InstanceType["accelerator"]>): string {
  return accelerator.manufacturer === "NVIDIA" ? "nvidia.com/gpu" : "aws.amazon.com/neuron";
}

function labelValue(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9_.-]+/g, "-");
}
