import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";

interface Template {
  spec: { inputs: Record<string, { default: string }> };
  "aidc-check": { script: string[]; variables: Record<string, string>; artifacts: { reports: { junit: string } } };
}

const [spec, jobs] = parseAllDocuments(readFileSync("templates/aidc-check.yml", "utf8")).map(
  (document) => document.toJS() as Template,
);
const { inputs } = (spec as Template).spec;
const job = (jobs as Template)["aidc-check"];

/** What the job's script gives to `npx`, where its inputs are these. */
function asked(given: Record<string, string>): string[] {
  const value = (name: string) => given[name] ?? inputs[name]?.default ?? "";
  const variables = Object.entries(job.variables).map(([name, text]) => [
    name,
    text.replace(/^\$\[\[ inputs\.(\w+) \]\]$/, (_, input: string) => value(input)),
  ]);
  const script = ["npm() { :; }", 'npx() { printf "%s\\n" "$@"; }', ...job.script].join("\n");
  const env = { ...Object.fromEntries(variables), CI_MERGE_REQUEST_DIFF_BASE_SHA: "0123abc" } as NodeJS.ProcessEnv;
  return execFileSync("bash", ["-euo", "pipefail", "-c", script], {
    env,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  })
    .trim()
    .split("\n");
}

describe("the GitLab template", () => {
  const reports = ["--report", "out/aidc.xml", "--report", "out/aidc.md", "--report", "out/aidc.sarif"];

  it("checks every stack against where the merge request parted", () => {
    const expected = ["aidc", "check", "--all", "--base", "0123abc", "--undetermined", "critical", ...reports];
    expect(asked({})).toEqual(expected);
    expect(reports).toContain(job.artifacts.reports.junit);
  });

  it("takes stacks, a baseline and a severity", () => {
    expect(asked({ stacks: "mine us-east-1", baseline: "known findings.json", undetermined: "high" })).toEqual([
      ...["aidc", "check", "mine", "us-east-1", "--base", "0123abc", "--undetermined", "high"],
      ...["--baseline", "known findings.json", ...reports],
    ]);
  });
});
