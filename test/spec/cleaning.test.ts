import { describe, expect, it } from "vitest";
import { loadStack } from "../../spec/load";
import { checkSemantics } from "../../spec/semantics";
import type { CleaningJob, Stack } from "../../spec/stack";

const { stack } = loadStack("stacks/us-east-1.yaml");
const idle: Stack = { ...stack, scheduling: undefined, workloads: [], serving: [] };

describe("cleaning", () => {
  const job: CleaningJob = {
    name: "web",
    image: `registry/cleaning@sha256:${"0".repeat(64)}`,
    from: { bucket: "raw", prefix: "web/" },
    to: { bucket: "curated", prefix: "web/" },
    schedule: "rate(1 day)",
    rules: { columns: { text: { type: "string" }, size: { type: "integer" } } },
  };
  const clean = { ...idle, storage: { buckets: [{ name: "raw" }, { name: "curated" }] } };
  const withJob = (over: Partial<CleaningJob>, ...others: CleaningJob[]): Stack => ({
    ...clean,
    cleaning: [{ ...job, ...over }, ...others],
  });
  const withRules = (rules: CleaningJob["rules"]) => withJob({ rules: { ...job.rules, ...rules } });

  it("finds nothing in a job that can run", () => {
    expect(checkSemantics(withJob({}))).toEqual([]);
    expect(checkSemantics(withJob({ rules: { format: "images", images: { minPixels: 64 } } }))).toEqual([]);
  });

  it.each<[string, Stack, string, RegExp]>([
    ["a bucket that is none", withJob({ from: { bucket: "rwa", prefix: "web/" } }), "from.bucket", /not a bucket.*raw/],
    ["a pool that is none", withJob({ pool: "clean" }), "pool", /not a pool of this file/],
    ["a pool that keeps it off", withJob({ pool: "train-h200" }), "pool", /has accelerators/],
    [
      "results within the input",
      withJob({ to: { bucket: "raw", prefix: "web/clean/" } }),
      "to.prefix",
      /overlaps raw\/web/,
    ],
    ["results within another's", withJob({}, { ...job, name: "other" }), "to.prefix", /overlaps curated\/web/],
    [
      "a team in the jobs' namespace",
      { ...withJob({}), scheduling: { teams: [{ name: "data-cleaning", quota: {} }] } },
      "teams.0.name",
      /cleaning jobs run in/,
    ],
    ["rules without columns", withJob({ rules: {} }), "rules", /needs columns/],
    ["images with columns", withRules({ format: "images" }), "rules.columns", /path and content/],
    ["a column that is none", withRules({ text: { column: "body" } }), "rules.text.column", /not a column/],
    [
      "a column of another type",
      withRules({ duplicates: { near: { column: "size" } } }),
      "near.column",
      /must be a string/,
    ],
    [
      "a rule of another type",
      withRules({ columns: { a: { type: "string", minimum: 1 } } }),
      "a.minimum",
      /nothing of a string/,
    ],
    ["a median of no numbers", withRules({ columns: { a: { type: "date", fill: "median" } } }), "a.fill", /no median/],
    [
      "a filling that is never used",
      withRules({ columns: { a: { type: "number", required: true, fill: "median" } } }),
      "a.fill",
      /never empty/,
    ],
  ])("refuses %s", (_, bad, path, message) => {
    const [finding] = checkSemantics(bad);
    expect(finding?.path.join(".")).toContain(path);
    expect(`${finding?.message} ${finding?.hint ?? ""} ${finding?.allowed?.join() ?? ""}`).toMatch(message);
  });
});
