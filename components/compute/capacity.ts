import type * as aws from "@pulumi/aws/types/input";
import { ultraServerOf } from "../../catalog/ultraServers";
import type { Pool } from "../../spec/stack";

/** What a pool's way of buying means for its launch template and node group. */
export interface Capacity {
  /** EKS' name for it. */
  capacityType: "ON_DEMAND" | "SPOT" | "CAPACITY_BLOCK";
  /** Bought ahead: the reservation decides the placement, and there is nothing to surge into. */
  reserved: boolean;
  /** Types to choose from; undefined where the launch template names the only one. */
  instanceTypes?: string[];
  capacityReservationSpecification?: aws.ec2.LaunchTemplateCapacityReservationSpecification;
  instanceMarketOptions?: aws.ec2.LaunchTemplateInstanceMarketOptions;
  /** When nodes come and go, of capacity that is only ours for a time. ISO 8601, UTC. */
  window?: { scaleOutAt: string; scaleInAt: string };
}

/**
 * When nodes leave a block, in minutes before it ends. EC2 takes instances back 30 minutes before, an UltraServer's 60
 * (EC2 User Guide, "How Capacity Blocks work"); ten more let pods drain and write a checkpoint.
 */
function scaleInMinutes(instanceType: string): number {
  return (ultraServerOf(instanceType) ? 60 : 30) + 10;
}

/** Reads the pool's `capacity` key. */
export function capacityOf(pool: Pool): Capacity {
  const { capacity = "on-demand", instanceType } = pool;
  if (capacity === "on-demand") return { capacityType: "ON_DEMAND", reserved: false };
  if (capacity === "spot") return { capacityType: "SPOT", reserved: false, instanceTypes: [instanceType] };
  if ("spot" in capacity) {
    return { capacityType: "SPOT", reserved: false, instanceTypes: [instanceType, ...capacity.spot] };
  }
  if ("reservation" in capacity) {
    return {
      capacityType: "ON_DEMAND",
      reserved: true,
      capacityReservationSpecification: { capacityReservationTarget: target(capacity.reservation) },
    };
  }
  return {
    capacityType: "CAPACITY_BLOCK",
    reserved: true,
    capacityReservationSpecification: { capacityReservationTarget: target(capacity.block) },
    instanceMarketOptions: { marketType: "capacity-block" },
    window: { scaleOutAt: utc(capacity.startsAt), scaleInAt: utc(capacity.endsAt, -scaleInMinutes(instanceType)) },
  };
}

function target(reservation: string): aws.ec2.LaunchTemplateCapacityReservationSpecificationCapacityReservationTarget {
  return reservation.startsWith("arn:")
    ? { capacityReservationResourceGroupArn: reservation }
    : { capacityReservationId: reservation };
}

/** The form that EC2 Auto Scaling takes: UTC, whole seconds. */
function utc(time: string, minutes = 0): string {
  return new Date(Date.parse(time) + minutes * 60_000).toISOString().replace(/\.\d{3}Z$/, "Z");
}
