import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isReported } from "../plan/finding";
import { ResourceGraph, type ResourceNode } from "../plan/graph";
import type { PlanPolicy } from "../plan/plan";
import { evaluate } from "./evaluate";
import { packs } from "./registry";

/**
 * What the shipped packs say of a preview's resources, judged in this process; what passes is left out. Under
 * `pulumi preview --policy-pack` they say the same from processes of their own, but for secrets: a preview masks them, so what
 * hangs on one is undetermined here. `projectDirectory` is the folder that holds `policies/`.
 */
export function shippedVerdict(
  nodes: readonly ResourceNode[],
  projectDirectory: string,
): Pick<PlanPolicy, "packs" | "findings"> {
  return {
    packs: packs.map(({ name, directory, rules }) => ({
      name,
      version: versionOf(join(projectDirectory, directory)),
      rules: rules.length,
    })),
    findings: evaluate(new ResourceGraph(nodes), packs).filter(isReported),
  };
}

const versionOf = (directory: string) =>
  (JSON.parse(readFileSync(join(directory, "package.json"), "utf8")) as { version: string }).version;
