import type { InstanceType } from "./instanceTypes";

/** One network interface that an instance is launched with. */
export interface NetworkInterfaceSlot {
  networkCardIndex: number;
  deviceIndex: number;
  /** `interface` is ENA; `efa` is ENA and EFA in one; `efa-only` takes no IP address. */
  interfaceType: "interface" | "efa" | "efa-only";
}

/**
 * The interfaces that give a type its whole fabric and cost one address block: ENA on card 0, EFA without addresses on
 * every card that takes it.
 *
 * Source: Amazon EC2 User Guide, "Maximize network bandwidth on Amazon EC2 instances with multiple network cards",
 * read 2026-11-24: card 0 device 0 is ENA; card 0 device 1 is `efa-only` where card 0 takes EFA; further cards are
 * `efa-only` on device 0. A card 0 with room for a single interface carries both as `efa`.
 */
export function fabricInterfaces(type: InstanceType): NetworkInterfaceSlot[] {
  const [primary, ...further] = [...type.network.cards].sort((a, b) => a.index - b.index);
  const slots: NetworkInterfaceSlot[] = [{ networkCardIndex: 0, deviceIndex: 0, interfaceType: "interface" }];
  if (!primary || type.network.maxEfaInterfaces === 0) return slots;

  const efa: NetworkInterfaceSlot[] = further
    .filter((card) => card.efaOnly)
    .map((card) => ({ networkCardIndex: card.index, deviceIndex: 0, interfaceType: "efa-only" }));
  if (primary.efaOnly && primary.maxInterfaces > 1) {
    efa.unshift({ networkCardIndex: 0, deviceIndex: 1, interfaceType: "efa-only" });
  } else if (primary.efa) {
    slots[0] = { networkCardIndex: 0, deviceIndex: 0, interfaceType: "efa" };
  }
  const room = type.network.maxEfaInterfaces - (slots[0]?.interfaceType === "efa" ? 1 : 0);
  return [...slots, ...efa.slice(0, room)];
}
