import { describe, expect, test } from "vitest";
import { capacityOf } from "../../../components/compute/capacity";
import { ignoredScaling, scaling, spread } from "../../../components/compute/nodes";
import type { Pool } from "../../../spec/stack";

const pool = (capacity?: Pool["capacity"]): Pool => ({ name: "p", instanceType: "g6.xlarge", nodes: 1, capacity });

describe("capacityOf", () => {
  test("is on demand where the pool says nothing", () => {
    expect(capacityOf(pool())).toEqual({ capacityType: "ON_DEMAND", reserved: false });
  });

  test("lists spot's types on the node group, the pool's own first", () => {
    expect(capacityOf(pool("spot")).instanceTypes).toEqual(["g6.xlarge"]);
    expect(capacityOf(pool({ spot: ["g5.xlarge", "g6e.xlarge"] }))).toEqual({
      capacityType: "SPOT",
      reserved: false,
      instanceTypes: ["g6.xlarge", "g5.xlarge", "g6e.xlarge"],
    });
  });

  test("targets a reservation, or a resource group of them", () => {
    expect(capacityOf(pool({ reservation: "cr-0123456789abcdef0" }))).toEqual({
      capacityType: "ON_DEMAND",
      reserved: true,
      capacityReservationSpecification: {
        capacityReservationTarget: { capacityReservationId: "cr-0123456789abcdef0" },
      },
    });
    const group = "arn:aws:resource-groups:us-east-1:111122223333:group/training";
    expect(capacityOf(pool({ reservation: group })).capacityReservationSpecification).toEqual({
      capacityReservationTarget: { capacityReservationResourceGroupArn: group },
    });
  });

  test("buys a block as its own market and leaves 40 minutes before it ends", () => {
    const block = {
      block: "cr-0123456789abcdef0",
      startsAt: "2027-01-04T11:30:00Z",
      endsAt: "2027-01-11T12:30:00+01:00",
    };
    expect(capacityOf(pool(block))).toEqual({
      capacityType: "CAPACITY_BLOCK",
      reserved: true,
      capacityReservationSpecification: {
        capacityReservationTarget: { capacityReservationId: "cr-0123456789abcdef0" },
      },
      instanceMarketOptions: { marketType: "capacity-block" },
      window: { scaleOutAt: "2027-01-04T11:30:00Z", scaleInAt: "2027-01-11T10:50:00Z" },
    });
  });
});

describe("node counts", () => {
  test("a fixed number is held, a range belongs to the autoscaler", () => {
    expect(scaling(4)).toEqual({ minSize: 4, maxSize: 4, desiredSize: 4 });
    expect(scaling(0)).toEqual({ minSize: 0, maxSize: 1, desiredSize: 0 });
    expect(scaling({ min: 2, max: 8 })).toEqual({ minSize: 2, maxSize: 8, desiredSize: 2 });
    expect(ignoredScaling(4)).toEqual([]);
    expect(ignoredScaling({ min: 2, max: 8 })).toEqual(["scalingConfig.desiredSize"]);
  });

  test("are shared out over zones without losing a node", () => {
    expect(spread(7, 3)).toEqual([3, 2, 2]);
    expect(spread({ min: 2, max: 4 }, 3)).toEqual([
      { min: 1, max: 2 },
      { min: 1, max: 1 },
      { min: 0, max: 1 },
    ]);
  });
});
