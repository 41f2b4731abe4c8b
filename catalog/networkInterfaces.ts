import type { InstanceType } from "./instanceTypes";

/** One network interface that an instance is launched with. */
export interface NetworkInterfaceSlot {
  networkCardIndex: number;
  deviceIndex: number;
  /** `interface` is ENA; `efa` is ENA and EFA in one; `efa-only` takes no IP address. */
  interfaceType: "interface" | "efa" | "efa-only";
}

/** What every node has, and all that one without EFA has. */
export const primaryInterface: NetworkInterfaceSlot = {
  networkCardIndex: 0,
  deviceIndex: 0,
  interfaceType: "interface",
};

/**
 * The interfaces that give a type its whole fabric and cost one address block: ENA on card 0, EFA without addresses on
 * every card that takes it.
 *
 * Source: Amazon EC2 User Guide, "Maximize network bandwidth on Amazon EC2 instances with multiple network cards",
 * read 2026-11-25: card 0 device 0 is ENA; card 0 device 1 is `efa-only` where card 0 takes EFA; further cards are
 * `efa-only` on device 0 (for P5, P6-B200 and P6-B300 its use case "save IP addresses"); where cards share a port, one
 * card of each. A card 0 with room for a single interface carries both as `efa`.
 */
export function fabricInterfaces(type: InstanceType): NetworkInterfaceSlot[] {
  const [primary, ...further] = [...type.network.cards].sort((a, b) => a.index - b.index);
  const slots: NetworkInterfaceSlot[] = [primaryInterface];
  if (!primary || type.network.maxEfaInterfaces === 0) return slots;

  const efa: NetworkInterfaceSlot[] = further
    .filter((card) => card.efaOnly && (type.network.fabricCards?.includes(card.index) ?? true))
    .map((card) => ({ networkCardIndex: card.index, deviceIndex: 0, interfaceType: "efa-only" }));
  if (primary.efaOnly && primary.maxInterfaces > 1) {
    efa.unshift({ networkCardIndex: 0, deviceIndex: 1, interfaceType: "efa-only" });
  } else if (primary.efa) {
    slots[0] = { networkCardIndex: 0, deviceIndex: 0, interfaceType: "efa" };
  }
  const room = type.network.maxEfaInterfaces - (slots[0]?.interfaceType === "efa" ? 1 : 0);
  return [...slots, ...efa.slice(0, room)];
}

/** EFA devices that a node with its whole fabric has: what a pod asks of `vpc.amazonaws.com/efa`. */
export function efaInterfaceCount(type: InstanceType): number {
  return fabricInterfaces(type).filter(({ interfaceType }) => interfaceType !== "interface").length;
}

/**
 * Addresses that a node takes of its subnet: one for each interface that carries IP, and two blocks of 16 for its pods,
 * one in use and one warm, as the VPC CNI holds them with prefix delegation and WARM_PREFIX_TARGET 1. Source: Amazon EKS
 * Best Practices Guide, "Prefix mode for Linux", read 2026-11-25.
 */
export function addressesPerNode(slots: NetworkInterfaceSlot[]): number {
  return slots.filter(({ interfaceType }) => interfaceType !== "efa-only").length + 2 * 16;
}
