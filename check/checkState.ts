import { readStackExport } from "../engine/stackExport";
import { parseUrn, stackType } from "../engine/urn";
import type { StackCheck } from "../plan/check/check";
import { compared, identified } from "../plan/check/findings";
import type { ResourceNode } from "../plan/graph";
import { countOutcomes } from "./checkStack";
import { judge, type JudgeOptions } from "./judge";

/**
 * Judges what stands, from `pulumi stack export`, whatever program made it. Nothing is unknown there; the environment is that of the
 * tags `aidc:environment`, else production, the strictest.
 *
 * @throws EngineError where the file is no stack export.
 */
export function checkState(file: string, options: JudgeOptions & { baseline: ReadonlySet<string> }): StackCheck {
  const nodes = readStackExport(file).map((resource): ResourceNode => ({
    ...resource,
    name: parseUrn(resource.urn).name,
    outputs: { ...resource.outputs, ...(resource.id !== undefined && { id: resource.id }) },
  }));
  const verdicts = judge(nodes, [], options);
  const { findings } = compared(identified(verdicts), undefined, options.baseline);
  const byUrn = new Map(nodes.map((node) => [node.urn, node]));
  const root = nodes.find(({ type }) => type === stackType) ?? nodes[0];
  return {
    stack: root ? parseUrn(root.urn).stack : file,
    file,
    region: "",
    environment: "",
    verdict: findings.some(({ fails }) => fails) ? "fail" : "pass",
    resources: nodes.length,
    findings: findings.map((finding) => {
      const node = byUrn.get(finding.urn ?? "");
      return { ...finding, ...(node && { resource: { type: node.type, name: node.name } }) };
    }),
    fixed: [],
    outcomes: countOutcomes(verdicts),
    diagnostics: [],
  };
}
