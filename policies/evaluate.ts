import type { Finding } from "../plan/finding";
import { type GraphResource, ResourceGraph } from "../plan/graph";
import { judge, judgeParameters, type Judgement, type JudgeSettings } from "./judge";
import type { Pack, Rule } from "./rule";
import { factsOfGraph, stackComponents, type StackFacts } from "./stackFacts";

export type { Finding } from "../plan/finding";

export interface EvaluationSettings extends JudgeSettings {
  /** Default: as the graph's region component, else its tags, say. */
  facts?: StackFacts;
  /** Values of rules' parameters, by rule id. */
  parameters?: Record<string, Record<string, unknown>>;
  /** Ids of rules not to run. */
  disabled?: readonly string[];
}

/** Judges every resource by every rule of the packs, passes and all, in the order of packs, rules and URNs. */
export function evaluate(graph: ResourceGraph, packs: readonly Pack[], settings: EvaluationSettings = {}): Finding[] {
  const facts = settings.facts ?? factsOfGraph(graph);
  const enabled = (rule: Rule) => !settings.disabled?.includes(rule.id);
  const [region] = graph.ofType(...stackComponents);
  return packs.flatMap((pack) =>
    pack.rules.filter(enabled).flatMap((rule) => {
      const context = { graph, facts, given: settings.parameters?.[rule.id] ?? {}, settings };
      const judgements = subjectsOf(rule, graph).flatMap((subject) => judge(rule, subject, context));
      const ofParameters = region ? judgeParameters(rule, region, context) : [];
      return [...judgements, ...ofParameters].map((judgement) => findingOf(rule, pack, judgement));
    }),
  );
}

/** The resources that a rule judges one by one; `undefined` for the stack as a whole. */
export function subjectsOf(rule: Rule, graph: ResourceGraph): readonly (GraphResource | undefined)[] {
  return rule.scope === "stack" ? [undefined] : graph.ofType(...rule.types);
}

function findingOf(rule: Rule, pack: Pack, { resource, path, ...judgement }: Judgement): Finding {
  return {
    rule: rule.id,
    pack: pack.name,
    ...judgement,
    ...(resource && { urn: resource.urn }),
    ...(path !== undefined && { path }),
    remediation: rule.remediation,
  };
}
