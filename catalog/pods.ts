import type { InstanceType } from "./instanceTypes";

/**
 * Pods that a node takes with prefix delegation, as the cluster's VPC CNI has it: EKS recommends at most 110 on types below
 * 30 vCPUs and 250 on others, and every one of them needs an address of the primary card's interfaces. Source: Amazon EKS
 * User Guide, "Assign more IP addresses to Amazon EKS nodes with prefixes", read 2026-11-25.
 */
export function maxPods({ vcpus, network, ipv4PerInterface }: InstanceType): number {
  const recommended = vcpus < 30 ? 110 : 250;
  if (ipv4PerInterface === undefined) return recommended;
  const interfaces = network.cards[0]?.maxInterfaces ?? 1;
  // Each slot for an address but an interface's own holds a prefix of 16.
  return Math.min(recommended, interfaces * (ipv4PerInterface - 1) * 16 + 2);
}
