import type { Base, Check, RuleInfo, StackCheck } from "../plan/check/check";
import { openBase } from "./base";
import { checkState } from "./checkState";
import { type CheckContext, type CheckedStack, checkStack, type Subject } from "./checkStack";
import { type JudgeOptions, shippedRules } from "./judge";

export interface RunOptions extends Omit<CheckContext, "base"> {
  /** A branch, tag or commit to compare with. */
  base?: string;
  /** Names the stack files of a folder of the base, to tell which are no more; absent where only some were asked for. */
  stacksIn?: (projectDirectory: string) => string[];
}

/**
 * Checks stack files one after the other.
 *
 * @throws EngineError where the base, a program's project or a pack is at fault.
 */
export async function check(
  subjects: readonly Subject[],
  { base: ref, stacksIn, ...options }: RunOptions,
): Promise<Check> {
  const base = ref === undefined ? undefined : await openBase(ref, options.projectDirectory);
  const stacks: StackCheck[] = [];
  const rules = new Map<string, RuleInfo>();
  for (const subject of subjects) {
    const checked = await checkStack(subject, { ...options, ...(base && { base }) });
    stacks.push(checked.stack);
    for (const rule of [...shippedRules(), ...checked.otherRules]) rules.set(`${rule.pack}\0${rule.id}`, rule);
  }
  const present = new Set(subjects.map(({ name }) => name));
  const removedStacks = base && stacksIn ? stacksIn(base.directory).filter((name) => !present.has(name)) : [];
  return { ...resultOf(stacks, options.date, base), rules: [...rules.values()], removedStacks };
}

/** A single stack's check, with all that it was made from. Throws as `check` does. */
export async function checkOne(
  subject: Subject,
  { base: ref, ...options }: Omit<RunOptions, "stacksIn">,
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
