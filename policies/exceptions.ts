import wildcard from "wildcard-match";
import type { Exception } from "../plan/exception";
import type { Finding } from "../plan/finding";
import type { GraphResource } from "../plan/graph";
import type { StackFacts } from "./stackFacts";
import { daysBetween, isDay } from "./today";

/** An exception is for a while: one that is renewed each year is looked at each year. */
export const longestDays = 365;

/** The rule that judges exceptions: nothing is excepted from it. */
export const exceptionsRule = "EXC-01";

export type Coverage = { exception: Exception } & ({ inForce: true } | { inForce: false; fault: string });

/** The exception that names the rule and the resource: one that is in force before one that is not. */
export function coverageOf(rule: string, resource: Named | undefined, facts: StackFacts): Coverage | undefined {
  const lapsed: Coverage[] = [];
  for (const exception of facts.exceptions) {
    if (!names(exception, rule, resource)) continue;
    const fault = faultOf(exception, facts.today);
    if (fault === undefined) return { exception, inForce: true };
    lapsed.push({ exception, inForce: false, fault });
  }
  return lapsed[0];
}

type Named = Pick<GraphResource, "urn" | "type" | "name">;

function names(exception: Exception, rule: string, resource: Named | undefined): boolean {
  if (exception.rule?.toUpperCase() !== rule.toUpperCase() || rule === exceptionsRule) return false;
  if (exception.resource === undefined || !resource) return exception.resource === undefined && !resource;
  // Without a separator, a `*` stands for any text, slashes and colons too.
  const matches = wildcard(exception.resource, { separator: false });
  return matches(resource.urn) || matches(`${resource.type}::${resource.name}`);
}

/** Why the exception does not hold, as what follows "the exception": undefined while it is in force. */
export function faultOf(exception: Exception, today: string): string | undefined {
  const { rule, resource, expires } = exception;
  const missing = (["rule", "reason", "owner", "expires"] as const).find((key) => !exception[key]?.trim());
  if (missing) return `has no ${missing}`;
  if (rule?.toUpperCase() === exceptionsRule) return `is from ${exceptionsRule}, from which nothing is excepted`;
  if (resource !== undefined && !resource.includes("::") && resource !== "*") {
    return `names ${resource}, which is neither a URN nor type::name`;
  }
  if (expires === undefined || !isDay(expires)) return `expires ${expires}, which is not a day as 2027-01-31 is`;
  if (expires < today) return `expired on ${expires}`;
  if (daysBetween(today, expires) > longestDays) return `expires on ${expires}, more than ${longestDays} days ahead`;
  return undefined;
}

/** The exceptions that are in force and that none of the findings needs, with their places in the list. */
export function unusedExceptions(
  { exceptions, today }: StackFacts,
  findings: readonly Pick<Finding, "exception">[],
): { exception: Exception; index: number }[] {
  const used = (exception: Exception) => findings.some((finding) => isSame(finding.exception, exception));
  return exceptions
    .map((exception, index) => ({ exception, index }))
    .filter(({ exception }) => faultOf(exception, today) === undefined && !used(exception));
}

const isSame = (one: Exception | undefined, other: Exception) =>
  one !== undefined && one.rule === other.rule && one.resource === other.resource;
