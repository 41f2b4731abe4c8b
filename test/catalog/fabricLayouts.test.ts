import { describe, expect, test } from "vitest";
import { findInstanceType, instanceTypeNames } from "../../catalog/instanceTypes";
import {
  type NetworkInterfaceSlot,
  addressesPerNode,
  efaInterfaceCount,
  fabricInterfaces,
} from "../../catalog/networkInterfaces";

/** A layout in AWS' words: ENA on card 0 device 0, and where `efa-only` interfaces are, as cards/device. */
interface Layout {
  efaOnly: string;
  efa: number;
}

/**
 * Source: Amazon EC2 User Guide, "Maximize network bandwidth on Amazon EC2 instances with multiple network cards", read
 * 2026-11-25: its general rule, and its sections on P5 and P5e (use case 1), P6-B200 (use case 1), P6e-GB200 and P6-B300
 * (use case 1). Numbers of cards: Amazon EC2 instance types, "Network specifications". Each layout uses one private
 * address.
 */
const documented: [Layout, string[]][] = [
  [{ efaOnly: "0/1 1-31/0", efa: 32 }, ["p5.48xlarge", "p5e.48xlarge"]],
  [{ efaOnly: "0/1 1-15/0", efa: 16 }, ["p5en.48xlarge", "trn1n.32xlarge", "trn2.48xlarge", "trn2u.48xlarge"]],
  [{ efaOnly: "1-16/0", efa: 16 }, ["p6-b300.48xlarge"]],
  [{ efaOnly: "0/1 1-7/0", efa: 8 }, ["p6-b200.48xlarge", "trn1.32xlarge"]],
  [{ efaOnly: "1/0 5/0 9/0 13/0", efa: 4 }, ["p6e-gb200.36xlarge"]],
  [{ efaOnly: "0/1 1-3/0", efa: 4 }, ["p4d.24xlarge", "p4de.24xlarge", "g6e.48xlarge", "g7e.48xlarge"]],
  [
    { efaOnly: "0/1 1/0", efa: 2 },
    ["g6e.24xlarge", "g7.48xlarge", "g7e.24xlarge", "c6in.32xlarge", "c8gn.48xlarge"].concat(
      ["12", "24", "48", "96"].map((size) => `hpc7a.${size}xlarge`),
    ),
  ],
];

/** One EFA interface, on the primary card, whatever the number of cards. */
const single: Layout = { efaOnly: "0/1", efa: 1 };

const efaTypes = instanceTypeNames().filter((name) => (findInstanceType(name)?.network.maxEfaInterfaces ?? 0) > 0);
const layoutOf = (name: string) => documented.find(([, types]) => types.includes(name))?.[0] ?? single;

/** The `efa-only` interfaces as runs of cards with their device index. */
function efaOnlyRuns(slots: NetworkInterfaceSlot[]): string {
  const runs: { from: number; to: number; device: number }[] = [];
  for (const { networkCardIndex: card, deviceIndex: device, interfaceType } of slots) {
    if (interfaceType !== "efa-only") continue;
    const last = runs.at(-1);
    if (last && last.to === card - 1 && last.device === device) last.to = card;
    else runs.push({ from: card, to: card, device });
  }
  return runs.map(({ from, to, device }) => `${from === to ? from : `${from}-${to}`}/${device}`).join(" ");
}

describe("the interfaces of every EFA type are AWS' documented layout", () => {
  test.each(efaTypes.map((name) => [name, layoutOf(name)] as const))("%s", (name, { efaOnly, efa }) => {
    const type = findInstanceType(name);
    if (!type) throw new Error(`${name} is not in the catalogue`);
    const slots = fabricInterfaces(type);
    expect(slots[0]).toEqual({ networkCardIndex: 0, deviceIndex: 0, interfaceType: "interface" });
    expect(slots).toHaveLength(efa + 1);
    expect(efaOnlyRuns(slots)).toBe(efaOnly);
    expect(efaInterfaceCount(type)).toBe(efa);
    // One for the ENA interface, and the two blocks that the VPC CNI holds for pods.
    expect(addressesPerNode(slots)).toBe(33);
  });

  test("of every type that the documentation names", () => {
    expect(efaTypes).toEqual(expect.arrayContaining(documented.flatMap(([, types]) => types)));
    expect(efaTypes.length).toBeGreaterThan(80);
  });
});

test("no card has more interfaces than it takes", () => {
  for (const name of efaTypes) {
    const type = findInstanceType(name);
    for (const card of type?.network.cards ?? []) {
      const used = type ? fabricInterfaces(type).filter((slot) => slot.networkCardIndex === card.index) : [];
      expect(used.length, `${name} card ${card.index}`).toBeLessThanOrEqual(card.maxInterfaces);
      expect(used.map((slot) => slot.deviceIndex)).toEqual(used.map((_, device) => device));
      expect(used.every((slot) => slot.interfaceType === "interface" || card.efaOnly)).toBe(true);
    }
  }
});
