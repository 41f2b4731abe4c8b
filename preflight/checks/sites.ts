import type { AwsReads } from "../aws";
import type { Facts, Row, SiteFacts } from "../row";

/** Passes for a Local Zone when the account has opted in to its group; for an Outpost when it stands, in its zone, and has the type. */
export async function checkSites({ sites = [], region }: Facts, aws: AwsReads): Promise<Row[]> {
  const local = sites.filter(({ outpostArn }) => outpostArn === undefined);
  const zones = local.length > 0 ? await aws.localZones([...new Set(local.map(({ zone }) => zone))]) : [];
  const rows = sites.map(async (site): Promise<Row> => {
    if (site.outpostArn === undefined)
      return localZoneRow(
        site,
        region,
        zones.find(({ zone }) => zone === site.zone),
      );
    return outpostRow(site, await aws.outpost(site.outpostArn));
  });
  return Promise.all(rows);
}

function localZoneRow(
  { name, zone }: SiteFacts,
  region: string,
  found: Awaited<ReturnType<AwsReads["localZones"]>>[number] | undefined,
): Row {
  const subject = `${name} (${zone})`;
  if (!found) {
    return { subject, status: "fail", found: `${region} has no such zone`, next: "Choose another Local Zone." };
  }
  if (found.optedIn) return { subject, status: "pass", found: `opted in to ${found.group}` };
  const next = `Run \`aws ec2 modify-availability-zone-group --group-name ${found.group} --opt-in-status opted-in\`.`;
  return { subject, status: "fail", found: `the account has not opted in to ${found.group}`, next };
}

function outpostRow(
  { name, zone, instanceType, outpostArn = "" }: SiteFacts,
  found: Awaited<ReturnType<AwsReads["outpost"]>>,
): Row {
  const subject = `${name} (${outpostArn.split("/").at(-1)})`;
  const fail = (what: string, next: string): Row => ({ subject, status: "fail", found: what, next });
  if (!found) return fail("the account has no such Outpost", "Correct `edge.site.outpost`, or have it shared.");
  if (!found.active) return fail("the Outpost is not active yet", "Wait until its installation is finished.");
  if (found.zone !== zone) return fail(`it is connected to ${found.zone}`, `Set \`edge.site.zone\` to ${found.zone}.`);
  if (found.instanceTypes.includes(instanceType)) return { subject, status: "pass", found: `has ${instanceType}` };
  const next = `Use one of ${found.instanceTypes.join(", ")}, or change its capacity.`;
  return fail(`it is not set up for ${instanceType}`, next);
}
