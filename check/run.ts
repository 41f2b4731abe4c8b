import type { Base, Check, RuleInfo, StackCheck } from "../plan/check/check";
import { type OpenBase, openBase } from "./base";
import { checkState } from "./checkState";
import { type CheckContext, type CheckedStack, checkStack, countOutcomes, type Subject } from "./checkStack";
import { type JudgeOptions, shippedRules } from "./judge";

export interface RunOptions extends Omit<CheckContext, "base"> {
  /** A branch, tag or commit to compare with. */
  base?: string;
}

/** A stack's check, and the rules of packs beside the shipped ones. */
export type CheckedSubject = Pick<CheckedStack, "stack" | "otherRules">;

export interface CheckRun {
  projectDirectory: string;
  date: string;
  /** A branch, tag or commit to compare with. */
  base?: string;
  /** Names the stack files of a folder of the base, to tell which are no more; absent where only some were asked for. */
  stacksIn?: (projectDirectory: string) => string[];
}

/**
 * Checks stacks as `checkEach` does: one after the other, or several at once.
 *
 * @throws EngineError where the base, a program's project or a pack is at fault.
 */
export async function check(
  checkEach: (base: OpenBase | undefined) => Promise<CheckedSubject[]>,
  { base: ref, stacksIn, projectDirectory, date }: CheckRun,
): Promise<Check> {
  const base = ref === undefined ? undefined : await openBase(ref, projectDirectory);
  const checked = await checkEach(base);
  const stacks = checked.map(({ stack }) => stack);
  const rules = new Map<string, RuleInfo>();
  for (const rule of [...shippedRules(), ...checked.flatMap(({ otherRules }) => otherRules)])
    rules.set(`${rule.pack}\0${rule.id}`, rule);
  const present = new Set(stacks.map(({ stack }) => stack));
  const removedStacks = base && stacksIn ? stacksIn(base.directory).filter((name) => !present.has(name)) : [];
  return { ...resultOf(stacks, date, base), rules: [...rules.values()], removedStacks };
}

/** What stands for a stack that could not be checked: it fails, and says why. */
export function unchecked(stack: string, file: string, message: string): StackCheck {
  return {
    ...{ stack, file, region: "", environment: "", verdict: "fail", resources: 0, findings: [], fixed: [] },
    outcomes: countOutcomes([]),
    diagnostics: [{ severity: "error", message }],
  };
}

/** A single stack's check, with all that it was made from. Throws as `check` does. */
export async function checkOne(
  subject: Subject,
  { base: ref, ...options }: RunOptions,
): Promise<CheckedStack & { rules: RuleInfo[]; base?: Base }> {
  const base = ref === undefined ? undefined : await openBase(ref, options.projectDirectory);
  const checked = await checkStack(subject, { ...options, ...(base && { base }) });
  return { ...checked, rules: [...shippedRules(), ...checked.otherRules], ...(base && { base: described(base) }) };
}

/** Checks what stands, from `pulumi stack export`. */
export function checkExport(file: string, options: JudgeOptions & { baseline: ReadonlySet<string> }): Check {
  return resultOf([checkState(file, options)], options.date);
}

function resultOf(stacks: StackCheck[], date: string, base?: Base): Check {
  return {
    schemaVersion: 1,
    date,
    ...(base && { base: described(base) }),
    verdict: stacks.some(({ verdict }) => verdict === "fail") ? "fail" : "pass",
    rules: shippedRules(),
    stacks,
    removedStacks: [],
  };
}

const described = ({ ref, commit, program }: Base): Base => ({ ref, commit, program });
