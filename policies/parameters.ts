import { createRequire } from "node:module";
import type { ValidateFunction } from "ajv";
import type { PropertyValue } from "../plan/graph";
import type { Parameter, Rule } from "./rule";
import type { StackFacts } from "./stackFacts";

/**
 * A rule's parameters: what the pack's configuration gives, else the stack file, else the regime's default, else the environment's,
 * else the rule's.
 *
 * @throws Error where a given value does not fit its schema, or names no parameter of the rule.
 */
export function parameterValues(
  rule: Rule,
  facts: StackFacts,
  configured: Record<string, unknown>,
): Record<string, unknown> {
  const given = { ...facts.parameters[rule.id], ...configured };
  const unknown = Object.keys(given).filter((name) => !(name in rule.parameters) && name !== undeterminedParameter);
  if (unknown.length > 0) {
    const allowed = Object.keys(rule.parameters).join(", ") || "none";
    throw new Error(`no parameter ${unknown.join(", ")}; it has ${allowed}`);
  }
  return Object.fromEntries(
    Object.entries(rule.parameters).map(([name, parameter]) => [
      name,
      name in given ? checked(name, parameter, given[name]) : defaultOf(parameter, facts),
    ]),
  );
}

/** Beside a rule's own parameters, whether its undetermined findings fail. */
export const undeterminedParameter = "undetermined";

/** What holds where nobody gives a value. */
export function defaultOf(
  { underCompliance = {}, byEnvironment, ...parameter }: Parameter,
  facts: StackFacts,
): unknown {
  const regime = Object.entries(underCompliance).find(([name]) => facts.compliance.includes(name));
  return regime?.[1] ?? byEnvironment?.[facts.environment] ?? parameter.default;
}

const validators = new WeakMap<Parameter, ValidateFunction>();

function checked(name: string, parameter: Parameter, value: unknown): unknown {
  const validate = validators.get(parameter) ?? compile(parameter);
  if (validate(value)) return value;
  const [problem] = validate.errors ?? [];
  throw new Error(`parameter ${name} ${problem?.message ?? "does not fit"}, found ${JSON.stringify(value)}`);
}

function compile(parameter: Parameter): ValidateFunction {
  // Loaded here, since it is heavy and most users give no parameter.
  const { Ajv } = createRequire(__filename)("ajv") as typeof import("ajv");
  const validate = new Ajv({ strict: false }).compile(parameter.schema);
  validators.set(parameter, validate);
  return validate;
}

/** The configuration schema of a rule's policy. No defaults stand there: the environment decides them. */
export function configSchema(rule: Rule): Record<string, Record<string, PropertyValue>> {
  const properties: Record<string, Record<string, PropertyValue>> = {
    [undeterminedParameter]: {
      type: "string",
      enum: ["fail", "report"],
      description:
        "What a verdict that is known only once deployed does. Default: fail where the severity is critical.",
    },
  };
  for (const [name, { description, schema }] of Object.entries(rule.parameters)) {
    properties[name] = { ...schema, description };
  }
  return properties;
}
