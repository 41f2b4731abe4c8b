import type { Command } from "commander";
import type { Facts } from "../preflight/row";
import type { Nodes, Pool } from "../spec/stack";
import { networkZones } from "../spec/zones";
import { chooseStack, type ChosenStack } from "./stacks";

export function addPreflight(program: Command) {
  program
    .command("preflight")
    .description("Ask the live AWS account whether it can take a stack: quotas, offerings, reservations. Read-only.")
    .argument("<stack>", "a name in stacks/, or the path of a stack file")
    .option("--json", "the rows as JSON")
    .addHelpText("after", "\nExample:\n  AWS_PROFILE=ml aidc preflight us-east-1")
    .action(preflightCommand);
}

async function preflightCommand(name: string, { json }: { json?: boolean }) {
  const chosen = chooseStack(name);
  const [{ awsReads }, { preflight }] = await Promise.all([
    import("../preflight/aws.js"),
    import("../preflight/preflight.js"),
  ]);
  const rows = await preflight(factsOf(chosen), awsReads(chosen.stack.region));
  if (json) {
    process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
  } else {
    const { default: Table } = await import("cli-table3");
    const table = new Table({
      head: ["", "check", "of", "found", "next"],
      colWidths: [9, 20, 30, 36, 50],
      wordWrap: true,
      style: { head: [], border: [] },
    });
    for (const { status, check, subject, found, next = "" } of rows) table.push([status, check, subject, found, next]);
    process.stdout.write(`${table.toString()}\n`);
  }
  if (rows.some(({ status }) => status === "fail" || status === "unknown")) process.exitCode = 1;
}

function factsOf({ stack }: ChosenStack): Facts {
  const zones = networkZones(stack);
  const { natGateways } = stack.network;
  const { systemPool, version } = stack.cluster;
  return {
    ...(stack.account ? { account: stack.account } : {}),
    region: stack.region,
    zones,
    cidr: stack.network.cidr,
    natGateways: natGateways === "per-zone" ? zones.length : natGateways === "single" ? 1 : 0,
    kubernetesVersion: version,
    pools: [
      {
        name: "system",
        instanceType: systemPool.instanceType,
        maxNodes: most(systemPool.nodes),
        capacity: "on-demand",
      },
      ...stack.pools.map((pool) => ({
        name: pool.name,
        instanceType: pool.instanceType,
        maxNodes: most(pool.nodes),
        ...(pool.zone ? { zone: pool.zone } : {}),
        capacity: capacityOf(pool),
      })),
    ],
  };
}

function most(nodes: Nodes): number {
  return typeof nodes === "number" ? nodes : nodes.max;
}

function capacityOf({ capacity = "on-demand" }: Pool): Facts["pools"][number]["capacity"] {
  if (typeof capacity === "string") return capacity;
  return "spot" in capacity ? "spot" : capacity;
}
