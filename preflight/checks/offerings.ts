import { localZonesOf } from "../../catalog/regions";
import type { AwsReads } from "../aws";
import type { Facts, Row } from "../row";

/** Passes for a pool when its zone offers the type; a pool without a zone needs one of the stack's, and warns unless all do. */
export async function checkOfferings(facts: Facts, aws: AwsReads): Promise<Row[]> {
  const offered = await aws.zonesOffering([...new Set(facts.pools.map((pool) => pool.instanceType))]);
  return facts.pools.map((pool) => {
    const zones = offered.get(pool.instanceType) ?? [];
    const wanted = pool.zone ? [pool.zone] : facts.zones;
    const having = wanted.filter((zone) => zones.includes(zone));
    const subject = `${pool.name} (${pool.instanceType})`;
    if (having.length === wanted.length) return { subject, status: "pass", found: `offered in ${having.join(", ")}` };
    const elsewhere =
      zones.length > 0 ? `${facts.region} offers it in ${zones.join(", ")}` : `${facts.region} does not offer it`;
    const local = localZonesOf(facts.region).find(({ zone }) => zone === pool.zone);
    if (having.length === 0 && local) {
      const found = `the account does not see the Local Zone ${local.zone}, or it has none of the type`;
      const next = `Run \`aws ec2 modify-availability-zone-group --group-name ${local.name.slice(0, -1)} --opt-in-status opted-in\`.`;
      return { subject, status: "fail", found, next };
    }
    if (having.length === 0) {
      const next =
        zones.length > 0
          ? `Set the pool's \`zone\` and \`network.zones\` to one of these.`
          : "Choose another type or region.";
      return { subject, status: "fail", found: `not offered in ${wanted.join(", ")}; ${elsewhere}`, next };
    }
    const next = "Nothing, if fewer zones will do for this pool.";
    return { subject, status: "warn", found: `offered in ${having.join(", ")} only, of ${wanted.join(", ")}`, next };
  });
}
