import type { CapacityReservation } from "@aws-sdk/client-ec2";
import type { AwsReads } from "../aws";
import type { Facts, PoolFacts, Row } from "../row";

/** Passes for a pool with reserved capacity when the reservation is alive, of the pool's type and zone, and has enough left. */
export async function checkReservations(facts: Facts, aws: AwsReads): Promise<Row[]> {
  const reserved = facts.pools.flatMap((pool) => {
    const id = reservationOf(pool);
    return id ? [{ pool, id }] : [];
  });
  if (reserved.length === 0) return [];
  const found = new Map<string, CapacityReservation>();
  for (const id of new Set(reserved.map(({ id }) => id).filter((id) => !isGroup(id)))) {
    const [reservation] = await aws.capacityReservations([id]).catch(absentReservation);
    if (reservation) found.set(id, reservation);
  }
  return reserved.map(({ pool, id }) => (isGroup(id) ? unlooked(pool, id) : judge(pool, id, found.get(id))));
}

/** A resource group of reservations, whose members only AWS Resource Groups tells. */
function isGroup(id: string): boolean {
  return id.startsWith("arn:");
}

function unlooked(pool: PoolFacts, id: string): Row {
  const next = `Run \`aws resource-groups list-group-resources --group ${id}\`, and see that its reservations have ${pool.maxNodes} left.`;
  return {
    subject: `${pool.name} (${id})`,
    status: "warn",
    found: "a resource group, which a preflight does not look into",
    next,
  };
}

function reservationOf({ capacity }: PoolFacts): string | undefined {
  if (typeof capacity === "string") return undefined;
  return "reservation" in capacity ? capacity.reservation : capacity.block;
}

/** EC2 answers an error where the reservation does not exist, is another account's, or was never. */
function absentReservation(error: unknown): CapacityReservation[] {
  if (error instanceof Error && error.name.startsWith("InvalidCapacityReservationId")) return [];
  throw error;
}

function judge(pool: PoolFacts, id: string, reservation: CapacityReservation | undefined): Row {
  const subject = `${pool.name} (${id})`;
  const fail = (found: string, next: string): Row => ({ subject, status: "fail", found, next });
  if (!reservation) {
    return fail("no such reservation in this account and region", "Check the ID, the account and the region.");
  }
  const { State, InstanceType, AvailabilityZoneId, AvailableInstanceCount = 0 } = reservation;
  if (State !== "active" && State !== "scheduled")
    return fail(`its state is ${State}`, "Buy or make another reservation.");
  if (InstanceType !== pool.instanceType) {
    return fail(`it is for ${InstanceType}, the pool is ${pool.instanceType}`, "Change the pool's `instanceType`.");
  }
  if (pool.zone && AvailabilityZoneId && AvailabilityZoneId !== pool.zone) {
    return fail(
      `it is in ${AvailabilityZoneId}, the pool in ${pool.zone}`,
      `Set the pool's \`zone: ${AvailabilityZoneId}\`.`,
    );
  }
  const left = State === "scheduled" ? (reservation.TotalInstanceCount ?? 0) : AvailableInstanceCount;
  if (left < pool.maxNodes) {
    return fail(
      `${left} instances are left, the pool may use ${pool.maxNodes}`,
      "Lower `nodes`, or enlarge the reservation.",
    );
  }
  return { subject, status: "pass", found: `${State} in ${AvailabilityZoneId}, ${left} left` };
}
