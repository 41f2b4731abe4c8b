import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Baseline } from "../plan/check/baseline";
import type { Check } from "../plan/check/check";
import { UseError } from "./failure";

interface BaselineOptions {
  baseline?: string;
  createBaseline?: boolean;
  shrinkBaseline?: boolean;
}

interface OpenBaseline {
  fingerprints: ReadonlySet<string>;
  /** Writes the file where the options ask for it, and tells of the baseline in the result. */
  applied: (check: Check) => Check;
}

/** Throws UseError where the file and the options do not go together. */
export async function openBaseline(options: BaselineOptions): Promise<OpenBaseline> {
  const { baseline: file, createBaseline: create, shrinkBaseline: shrink } = options;
  if (file === undefined) {
    if (create || shrink) throw new UseError("name the baseline's file: --baseline policy-baseline.json.");
    return { fingerprints: new Set(), applied: (check) => check };
  }
  const plan = await import("../plan/check/baseline.js");
  if (create) {
    if (existsSync(file)) throw new UseError(`${file} exists: a baseline only shrinks. Remove it first to begin anew.`);
    const write = (baseline: Baseline) => writeFileSync(file, plan.baselineText(baseline));
    return { fingerprints: new Set(), applied: (check) => (write(plan.createBaseline(check)), check) };
  }
  if (!existsSync(file))
    throw new UseError(`there is no ${file}. Add --create-baseline to write it from what fails now.`);
  const baseline = readText(file, plan.readBaseline);
  return {
    fingerprints: new Set(baseline.findings.map(({ fingerprint }) => fingerprint)),
    applied: (check) => {
      const left = plan.shrinkBaseline(baseline, check);
      const kept = shrink ? left : baseline;
      if (shrink) writeFileSync(file, plan.baselineText(left));
      const fixed = kept.findings.length - left.findings.length;
      return { ...check, baseline: { file, findings: kept.findings.length, fixed } };
    },
  };
}

function readText(file: string, read: (text: string) => Baseline): Baseline {
  try {
    return read(readFileSync(file, "utf8"));
  } catch (error) {
    throw new UseError(`${file} is not a baseline: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
