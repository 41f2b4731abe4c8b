import { describe, expect, test } from "vitest";
import type { InstanceType, NetworkCard } from "../../catalog/instanceTypes";
import { fabricInterfaces } from "../../catalog/networkInterfaces";

function withCards(cards: NetworkCard[], maxEfaInterfaces: number): InstanceType {
  return {
    name: "test.48xlarge",
    vcpus: 192,
    memoryGiB: 2048,
    architecture: "x86_64",
    network: { gbps: 3200, cards, maxEfaInterfaces },
    ipv4PerInterface: 50,
    maxInterfaces: 15,
    capacity: ["on-demand"],
    currentGeneration: true,
    source: ["test"],
  };
}

const cards = (count: number, card: (index: number) => Omit<NetworkCard, "index">): NetworkCard[] =>
  Array.from({ length: count }, (_, index) => ({ index, ...card(index) }));

const ena = { networkCardIndex: 0, deviceIndex: 0, interfaceType: "interface" };
const efaOnly = (networkCardIndex: number, deviceIndex: number) => ({
  networkCardIndex,
  deviceIndex,
  interfaceType: "efa-only",
});

// EC2 User Guide, "Maximize network bandwidth on Amazon EC2 instances with multiple network cards".
describe("fabricInterfaces", () => {
  test("is one ENA interface where the type has no EFA", () => {
    expect(
      fabricInterfaces(
        withCards(
          cards(1, () => ({ maxInterfaces: 8, efa: false, efaOnly: false })),
          0,
        ),
      ),
    ).toEqual([ena]);
  });

  test("puts EFA beside ENA on the only card", () => {
    expect(
      fabricInterfaces(
        withCards(
          cards(1, () => ({ maxInterfaces: 8, efa: true, efaOnly: true })),
          1,
        ),
      ),
    ).toEqual([ena, efaOnly(0, 1)]);
  });

  test("puts EFA on device 0 of each further card", () => {
    const slots = fabricInterfaces(
      withCards(
        cards(32, () => ({ maxInterfaces: 2, efa: true, efaOnly: true })),
        32,
      ),
    );
    expect(slots).toHaveLength(33);
    expect(slots.slice(0, 2)).toEqual([ena, efaOnly(0, 1)]);
    expect(slots.slice(2)).toEqual(Array.from({ length: 31 }, (_, i) => efaOnly(i + 1, 0)));
  });

  test("leaves card 0 to ENA where it takes no EFA", () => {
    const slots = fabricInterfaces(
      withCards(
        cards(17, (index) => ({ maxInterfaces: 8, efa: index > 0, efaOnly: index > 0 })),
        16,
      ),
    );
    expect(slots).toEqual([ena, ...Array.from({ length: 16 }, (_, i) => efaOnly(i + 1, 0))]);
  });

  test("makes one interface carry both where card 0 has room for one", () => {
    const slots = fabricInterfaces(
      withCards(
        cards(4, () => ({ maxInterfaces: 1, efa: true, efaOnly: true })),
        4,
      ),
    );
    expect(slots[0]).toEqual({ networkCardIndex: 0, deviceIndex: 0, interfaceType: "efa" });
    expect(slots.slice(1)).toEqual([efaOnly(1, 0), efaOnly(2, 0), efaOnly(3, 0)]);
  });

  test("never has more EFA interfaces than the type takes, whatever the number of cards", () => {
    const slots = fabricInterfaces(
      withCards(
        cards(16, () => ({ maxInterfaces: 2, efa: true, efaOnly: true })),
        8,
      ),
    );
    expect(slots.filter((slot) => slot.interfaceType !== "interface")).toHaveLength(8);
  });
});
