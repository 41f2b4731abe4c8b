import type * as ec2 from "@pulumi/aws/ec2";
import type * as kms from "@pulumi/aws/kms";
import * as pulumi from "@pulumi/pulumi";
import type { Backbone, Pool, Stack } from "../../spec/stack";
import { privateClusterServices } from "../network/endpoints";
import { followsMetrics } from "../serving/autoscaling";
import type { AccountArgs } from "../security/account";
import type { ObjectStore } from "../storage/objectStore";

// What a region's components take: from the stack file, and from each other.

/** A pool for each type that dynamic pools may bring: their nodes need the device plugins too. */
export function dynamicTypes({
  dynamicPools = [],
}: Stack): Pick<Pool, "name" | "instanceType" | "zone" | "efa" | "imageFamily">[] {
  return dynamicPools.flatMap(({ name, instanceTypes, zone, efa = false, imageFamily }) =>
    instanceTypes.map((instanceType) => ({ name, instanceType, zone, efa, imageFamily })),
  );
}

/** Services that the region's own parts call, where nothing else leads out of the network. Undefined: what any cluster calls. */
export function interfaceEndpoints({ network, serving = [] }: Stack): readonly string[] | undefined {
  const asksPrometheus = network.natGateways === "none" && serving.some(followsMetrics);
  return asksPrometheus ? [...privateClusterServices, "aps-workspaces"] : undefined;
}

/** What policy rules need to know of the stack: they read it from the component's inputs. */
export function policyFacts({
  environment,
  compliance = [],
  residency = [],
  region,
  usage,
  prices = {},
  budget,
  exceptions = [],
  rules = {},
}: Stack | Backbone): pulumi.Inputs {
  const budgetMonthlyUSD = budget.monthlyUSD;
  return { environment, compliance, residency, region, usage, prices, budgetMonthlyUSD, exceptions, rules };
}

export function placeOf({ region, account }: Stack | Backbone): AccountArgs {
  return { region, accountId: account };
}

export function isProtected({ environment }: Pick<Stack, "environment">): boolean {
  return environment !== "development";
}

export function tagsOf(
  name: string,
  { tags, environment }: Pick<Stack, "tags" | "environment">,
): Record<string, string> {
  return { ...tags, "aidc:stack": name, "aidc:environment": environment };
}

export function poolOf({ name, pool: wanted }: { name: string; pool: string }, pools: readonly Pool[]): Pool {
  const pool = pools.find((candidate) => candidate.name === wanted);
  if (!pool) throw new pulumi.RunError(`${name}: there is no pool ${wanted}`);
  return pool;
}

export function subnetIds(subnets: Record<string, ec2.Subnet>): Record<string, pulumi.Output<string>> {
  return Object.fromEntries(Object.entries(subnets).map(([zone, subnet]) => [zone, subnet.id]));
}

export function bucketNames({ buckets }: ObjectStore): Record<string, pulumi.Output<string>> {
  return Object.fromEntries(Object.entries(buckets).map(([label, { bucket }]) => [label, bucket.bucket]));
}

export function keyArns(keys: Record<string, kms.Key>): Record<string, pulumi.Output<string>> {
  return Object.fromEntries(Object.entries(keys).map(([domain, key]) => [domain, key.arn]));
}
