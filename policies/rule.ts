import type { Severity } from "../plan/finding";
import type { GraphResource, PropertyValue, ResourceGraph } from "../plan/graph";
import type { Property, Truth } from "../plan/property";
import type { Controls } from "./frameworks";
import type { StackFacts } from "./stackFacts";

export { reaches, type Severity } from "../plan/finding";

/** The regimes that a stack file may name. */
export type Regime = "hipaa" | "pci-dss" | "soc2";

/** What a user may set of a rule. */
export interface Parameter<T = unknown> {
  description: string;
  /** JSON Schema of the value. */
  schema: Record<string, PropertyValue>;
  /**
   * Which values ask for less: lower numbers, shorter lists and `false`; higher numbers, longer lists and `true`; or any other
   * than the default. Absent: none does, since the default asks for nothing.
   */
  weaker?: "lower" | "higher" | "other";
  default: T;
  /** Defaults under a regime, whatever the environment: the first of these that the stack must meet. */
  underCompliance?: Partial<Record<Regime, T>>;
  /** Other defaults by environment. */
  byEnvironment?: Partial<Record<"production" | "staging" | "development", T>>;
}

export type Parameters = Record<string, Parameter>;
export type ParameterValues<P extends Parameters> = { [Name in keyof P]: P[Name]["default"] };

/** Something that a rule requires, and what is wrong where it is not met. */
export interface Requirement {
  met: Truth;
  /** What is wrong where it is not met: a clause in the present tense, without a full stop. */
  otherwise: string;
  /** The property that decides. */
  property?: Property;
  /** Default: the resource being checked. */
  resource?: GraphResource;
}

/** A requirement on what `property` holds. */
export function must(met: Truth, otherwise: string, property?: Property, resource?: GraphResource): Requirement {
  return { met, otherwise, ...(property && { property }), ...(resource && { resource }) };
}

/** The rule applies, and nothing is wrong. */
export const satisfied: Requirement = { met: "yes", otherwise: "" };

export interface CheckContext<P extends Parameters> {
  parameters: ParameterValues<P>;
  facts: StackFacts;
}

/** A property as a rule would have it. */
export interface Amendment {
  property: Property;
  value: PropertyValue;
}

interface RuleDescription<P extends Parameters> {
  /** Never changes and is never used again: users' exceptions and configuration name it. Also the Pulumi policy's name. */
  id: string;
  /** The rule's file name. */
  name: string;
  /** What must be so, in one line. */
  title: string;
  severity: Severity;
  /** Graver in some environments or under some regimes. */
  severityIn?: (facts: StackFacts) => Severity | undefined;
  /** What goes wrong where the rule is broken. */
  rationale: string;
  /** What to write in the program; the first sentence stands alone. */
  remediation: string;
  controls: Controls;
  parameters?: P;
}

/** A rule that one resource's own inputs decide. A pack refuses the resource before it is made. */
export interface ResourceRule<P extends Parameters = Parameters> extends RuleDescription<P> {
  types: readonly string[];
  /** No requirements: the rule does not apply to the resource. */
  check: (resource: GraphResource, context: CheckContext<P>) => Requirement[];
  /** What makes the resource meet the rule and changes nothing else. Applied where the user sets the rule's level to `remediate`. */
  remediate?: (resource: GraphResource, context: CheckContext<P>) => Amendment[];
}

/** A rule on a resource of `types` and what surrounds it. */
export interface GraphRule<P extends Parameters = Parameters> extends RuleDescription<P> {
  types: readonly string[];
  check: (resource: GraphResource, graph: ResourceGraph, context: CheckContext<P>) => Requirement[];
}

/** A rule on the stack as a whole: each requirement names its resource, or none. */
export interface StackRule<P extends Parameters = Parameters> extends RuleDescription<P> {
  check: (graph: ResourceGraph, context: CheckContext<P>) => Requirement[];
}

/** A rule in any of its forms, as evaluators take it. */
export interface Rule extends Omit<RuleDescription<Parameters>, "parameters"> {
  /**
   * What it takes to decide: the resource alone, the graph around it, or the whole stack. `document` is a resource whose policy
   * document may be unknown text whose structure an ancestor registered: decided alone where the text is known.
   */
  scope: "resource" | "document" | "graph" | "stack";
  /** Subjects' types; empty for the whole stack. */
  types: readonly string[];
  parameters: Parameters;
  /** `subject` is absent for a stack rule. */
  check: (subject: GraphResource | undefined, graph: ResourceGraph, context: AnyContext) => Requirement[];
  remediate?: (subject: GraphResource, context: AnyContext) => Amendment[];
}

// Each maker forgets its rule's parameter types: evaluators check values against the parameters' schemas first.
interface AnyContext {
  parameters: Record<string, unknown>;
  facts: StackFacts;
}

export function resourceRule<P extends Parameters>(rule: ResourceRule<P>): Rule {
  return alone("resource", rule);
}

/** A resource rule on policy documents (`policies/aws/policyDocuments.ts`). */
export function documentRule<P extends Parameters>(rule: ResourceRule<P>): Rule {
  return alone("document", rule);
}

function alone<P extends Parameters>(
  scope: "resource" | "document",
  { check, remediate, parameters, ...rule }: ResourceRule<P>,
): Rule {
  return {
    ...rule,
    scope,
    parameters: parameters ?? {},
    check: (subject, _graph, context) => (subject ? check(subject, context as CheckContext<P>) : []),
    ...(remediate && { remediate: (subject, context) => remediate(subject, context as CheckContext<P>) }),
  };
}

export function graphRule<P extends Parameters>({ check, parameters, ...rule }: GraphRule<P>): Rule {
  return {
    ...rule,
    scope: "graph",
    parameters: parameters ?? {},
    check: (subject, graph, context) => (subject ? check(subject, graph, context as CheckContext<P>) : []),
  };
}

export function stackRule<P extends Parameters>({ check, parameters, ...rule }: StackRule<P>): Rule {
  return {
    ...rule,
    scope: "stack",
    types: [],
    parameters: parameters ?? {},
    check: (_subject, graph, context) => check(graph, context as CheckContext<P>),
  };
}

export interface Pack {
  name: string;
  description: string;
  rules: readonly Rule[];
}
