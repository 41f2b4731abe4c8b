import type { Exception } from "./exception";

export const severities = ["low", "medium", "high", "critical"] as const;
export type Severity = (typeof severities)[number];

/** Whether `severity` is as grave as `bound`, or graver. */
export const reaches = (severity: Severity, bound: Severity) =>
  severities.indexOf(severity) >= severities.indexOf(bound);

/**
 * `undetermined`: only a deployment can tell. `excepted`: it fails, or may, and the stack file accepts it for a while. `error`: the
 * rule could not judge.
 */
export type Outcome = "pass" | "fail" | "undetermined" | "notApplicable" | "excepted" | "error";

/** A rule's verdict on one resource, or on the stack where it names none. */
export interface Finding {
  rule: string;
  pack: string;
  severity: Severity;
  /** A mandatory finding fails the check. */
  enforcementLevel: "mandatory" | "advisory";
  outcome: Outcome;
  message: string;
  urn?: string;
  /** The property that decided, inside the resource's inputs. */
  path?: string;
  remediation?: string;
  exception?: Exception;
}

/** What a reader must look at: not what passes or does not apply. */
export const isReported = ({ outcome }: Pick<Finding, "outcome">) => outcome !== "pass" && outcome !== "notApplicable";

/**
 * The outcome that a pack's message tells: Pulumi's protocol has no field for it. Pulumi itself writes `can't run policy` where
 * a policy read a value that a preview cannot know.
 */
export function outcomeOfMessage(message: string): Outcome {
  if (/^excepted until \d/m.test(message)) return "excepted";
  return /^can't run policy .* during preview|^perhaps .* is known only once deployed$/m.test(message)
    ? "undetermined"
    : "fail";
}
