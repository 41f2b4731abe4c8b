import type { ServiceQuota } from "@aws-sdk/client-service-quotas";
import { findInstanceType } from "../../catalog/instanceTypes";
import type { AwsReads } from "../aws";
import type { Facts, Row } from "../row";

/**
 * Passes for each group of instance families when the account's vCPU quota holds what runs now and what the stack's pools
 * may grow to. Capacity blocks are paid ahead and have quotas of their own, so they do not count.
 */
export async function checkVcpuQuotas(facts: Facts, aws: AwsReads): Promise<Row[]> {
  const [quotas, running] = await Promise.all([aws.quotas("ec2"), aws.runningVcpus()]);
  const demands = new Map<string, Demand>();
  for (const pool of facts.pools) {
    if (typeof pool.capacity !== "string" && "block" in pool.capacity) continue;
    const spot = pool.capacity === "spot";
    const quota = quotaOf(quotas, pool.instanceType, spot);
    const type = findInstanceType(pool.instanceType);
    if (!type) throw new Error(`the catalogue does not hold ${pool.instanceType}`);
    const vcpus = type.vcpus * pool.maxNodes;
    const key = quota?.QuotaName ?? `${spot ? "spot" : "on-demand"} ${pool.instanceType}`;
    const demand = demands.get(key) ?? { quota, vcpus: 0, pools: [] };
    demands.set(key, { quota, vcpus: demand.vcpus + vcpus, pools: [...demand.pools, pool.name] });
  }
  return [...demands].map(([name, demand]) => {
    const used = running
      .filter((each) => quotaOf(quotas, each.instanceType, each.spot)?.QuotaName === name)
      .reduce((sum, each) => sum + each.vcpus, 0);
    return judge(`${name} (${demand.pools.join(", ")})`, demand, used, "vCPUs");
  });
}

/** Passes when the region's Elastic IP quota holds one more for each NAT gateway. */
export async function checkElasticIpQuota(facts: Facts, aws: AwsReads): Promise<Row[]> {
  const [quotas, used] = await Promise.all([aws.quotas("ec2"), aws.elasticIpCount()]);
  const quota = quotas.find(({ QuotaName }) => QuotaName === "EC2-VPC Elastic IPs");
  return [judge("EC2-VPC Elastic IPs", { quota, vcpus: facts.natGateways, pools: [] }, used, "addresses")];
}

/** Passes when the region's VPC quota holds one more. */
export async function checkVpcQuota(_facts: Facts, aws: AwsReads): Promise<Row[]> {
  const [quotas, vpcs] = await Promise.all([aws.quotas("vpc"), aws.vpcs()]);
  const quota = quotas.find(({ QuotaName }) => QuotaName === "VPCs per Region");
  return [judge("VPCs per Region", { quota, vcpus: 1, pools: [] }, vpcs.length, "VPCs")];
}

interface Demand {
  quota: ServiceQuota | undefined;
  vcpus: number;
  pools: string[];
}

function judge(subject: string, { quota, vcpus: wanted }: Demand, used: number, unit: string): Row {
  if (quota?.Value === undefined) {
    const next = "Look it up in the Service Quotas console.";
    return { subject, status: "unknown", found: "Service Quotas lists no such quota here", next };
  }
  const needed = used + wanted;
  const found = `${quota.Value} ${unit}, ${used} in use, ${wanted} more wanted`;
  if (needed <= quota.Value) return { subject, status: "pass", found };
  const next =
    `Ask for more: \`aws service-quotas request-service-quota-increase --service-code ${quota.ServiceCode} ` +
    `--quota-code ${quota.QuotaCode} --desired-value ${needed}\`.`;
  return { subject, status: "fail", found, next };
}

/**
 * The vCPU quota that governs the type. AWS names them by families: `Running On-Demand P instances`, `All G and VT Spot
 * Instance Requests`; some generations have one of their own (`All P5 Spot Instance Requests`), which wins.
 */
export function quotaOf(quotas: ServiceQuota[], instanceType: string, spot: boolean): ServiceQuota | undefined {
  const pattern = spot ? /^All (.*) Spot Instance Requests$/ : /^Running On-Demand (.*) instances$/;
  const [, letters = "", generation = ""] = /^([a-z]+)(\d+)/.exec(instanceType) ?? [];
  const family = letters.toUpperCase();
  const governs = (wanted: string) =>
    quotas.find(({ QuotaName = "" }) =>
      (pattern.exec(QuotaName)?.[1] ?? "")
        .toUpperCase()
        .match(/[A-Z]+\d*/g)
        ?.includes(wanted),
    );
  // The Standard quota lists single letters, and covers families such as Im and Is by their first.
  return governs(family + generation) ?? governs(family) ?? governs(family.slice(0, 1));
}
