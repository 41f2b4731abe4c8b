import { type Facts, readFacts } from "./facts";

/** Which build of an EKS-optimised image a node needs. */
export interface ImageNeed {
  kubernetesVersion: string;
  architecture: "x86_64" | "arm64";
  /** Who makes the node's accelerators; absent for nodes without. */
  accelerators?: "NVIDIA" | "AWS";
  family?: "al2023" | "bottlerocket";
}

/**
 * Name of the public SSM parameter that holds the newest recommended AMI's ID, or undefined where AWS publishes no such
 * image: Neuron images are for x86_64 AL2023 only. Source: Amazon EKS User Guide, "Retrieve recommended Amazon Linux AMI
 * IDs" and "Retrieve recommended Bottlerocket AMI IDs" (awsdocs/amazon-eks-user-guide, read 2026-11-24).
 */
export function imageParameter(need: ImageNeed): string | undefined {
  const { kubernetesVersion, architecture, accelerators, family = "al2023" } = need;
  if (accelerators === "AWS" && (architecture === "arm64" || family === "bottlerocket")) return undefined;
  if (family === "bottlerocket") {
    const flavor = accelerators === "NVIDIA" ? "-nvidia" : "";
    return `/aws/service/bottlerocket/aws-k8s-${kubernetesVersion}${flavor}/${architecture}/latest/image_id`;
  }
  const variant = accelerators === "NVIDIA" ? "nvidia" : accelerators === "AWS" ? "neuron" : "standard";
  return `/aws/service/eks/optimized-ami/${kubernetesVersion}/amazon-linux-2023/${architecture}/${variant}/recommended/image_id`;
}

interface NodeImageFacts extends Facts {
  release: string;
  al2023: Record<string, Record<string, string>>;
}

/** What EKS' AL2023 image for the maker's accelerators carries, by version, in the newest release that was read. */
export function nodeImageSoftware(maker: "NVIDIA" | "AWS"): { release: string; software: Record<string, string> } {
  const { release, al2023 } = readFacts<NodeImageFacts>("node-images");
  return { release, software: al2023[maker] ?? {} };
}
