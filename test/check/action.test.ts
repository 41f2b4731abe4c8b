import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";

interface Step {
  id?: string;
  if?: string;
  uses?: string;
  run?: string;
  env?: Record<string, string>;
}

const { runs } = parse(readFileSync("action.yml", "utf8")) as { runs: { steps: Step[] } };
const scriptOf = (found: (step: Step) => boolean) => runs.steps.find(found)?.run ?? "";
const checkScript = scriptOf(({ id }) => id === "check");
const commentScript = scriptOf(({ env = {} }) => "GH_TOKEN" in env);
const lastScript = runs.steps.at(-1)?.run ?? "";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "aidc-action-"));
  mkdirSync(join(folder, "bin"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A program in the folder's `bin` that notes its arguments in `calls.log`, a line each, and then does more. */
function stub(name: string, then: string) {
  const note = `require("node:fs").appendFileSync(${JSON.stringify(join(folder, "calls.log"))}, JSON.stringify(process.argv.slice(2)) + "\\n");`;
  writeFileSync(join(folder, "bin", name), `#!/usr/bin/env node\n${note}\n${then}\n`, { mode: 0o755 });
}

const calls = () =>
  readFileSync(join(folder, "calls.log"), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as string[]);

/** Runs a step's script as GitHub's runner does: `bash -e -o pipefail`, inputs as variables. */
function runStep(script: string, env: Record<string, string>) {
  const variables = { PATH: `${join(folder, "bin")}${delimiter}${process.env.PATH ?? ""}`, ...env };
  return spawnSync("bash", ["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script], {
    cwd: folder,
    encoding: "utf8",
    env: {
      GITHUB_OUTPUT: join(folder, "output"),
      GITHUB_STEP_SUMMARY: join(folder, "summary"),
      ...variables,
    },
  });
}

const reports = () => join(folder, "reports");

describe("the action's check", () => {
  const inputs = { STACKS: "--all", BASE: "origin/main", BASELINE: "", UNDETERMINED: "high" };

  it.each([
    [0, "pass"],
    [1, "fail"],
    [2, "error"],
  ])("that ends with %i has the verdict %s, and lets the comment be written first", (code, verdict) => {
    const markdown = join(reports(), "aidc.md");
    stub(
      "aidc.js",
      `const fs = require("node:fs"); fs.mkdirSync(${JSON.stringify(reports())}, { recursive: true });
fs.writeFileSync(${JSON.stringify(markdown)}, "<!-- aidc check -->"); process.exit(${code});`,
    );
    expect(runStep(checkScript, { ...inputs, REPORTS: reports() })).toMatchObject({ status: 0, stderr: "" });
    const written = ["md", "sarif", "xml", "json"].flatMap((ending) => ["--report", join(reports(), `aidc.${ending}`)]);
    expect(calls()).toEqual([["check", "--all", "--undetermined", "high", "--base", "origin/main", ...written]]);
    expect(readFileSync(join(folder, "output"), "utf8").trim().split("\n")).toEqual([
      `reports=${reports()}`,
      `verdict=${verdict}`,
      `code=${code}`,
    ]);
    expect(readFileSync(join(folder, "summary"), "utf8")).toBe("<!-- aidc check -->");
    expect(runStep(lastScript, { CODE: String(code) }).status).toBe(code);
  });

  it("takes what is said as words, never as code", () => {
    stub("aidc.js", "");
    const said = { ...inputs, STACKS: "us-east-1 $(touch owned)", BASE: "", BASELINE: "a b; touch owned" };
    runStep(checkScript, { ...said, REPORTS: reports() });
    expect(calls()[0]?.slice(0, 7)).toEqual([
      "check",
      "us-east-1",
      "$(touch",
      "owned)",
      "--undetermined",
      "high",
      "--baseline",
    ]);
    expect(calls()[0]?.[7]).toBe("a b; touch owned");
    expect(runStep("test ! -e owned", {}).status).toBe(0);
  });
});

describe("the action's comment", () => {
  const comment = (known: string) => {
    mkdirSync(reports(), { recursive: true });
    writeFileSync(join(reports(), "aidc.md"), "<!-- aidc check -->");
    stub("gh", `if (process.argv.includes("--paginate")) process.stdout.write(${JSON.stringify(known)});`);
    const report = join(reports(), "aidc.md");
    const result = runStep(commentScript, { GH_TOKEN: "t", REPOSITORY: "acme/ai", NUMBER: "7", REPORT: report });
    expect(result).toMatchObject({ status: 0, stderr: "" });
    return calls().at(-1)?.slice(0, 4);
  };

  it("is written once", () => {
    expect(comment("")).toEqual(["api", "--method", "POST", "repos/acme/ai/issues/7/comments"]);
  });

  it("is updated in place afterwards", () => {
    expect(comment("42\n99\n")).toEqual(["api", "--method", "PATCH", "repos/acme/ai/issues/comments/42"]);
  });
});

describe("actions of others", () => {
  it("are pinned by commit, wherever they are named", () => {
    for (const file of ["action.yml", ".github/workflows/ci.yml", "docs/pull-requests.md"]) {
      const named = [...readFileSync(file, "utf8").matchAll(/uses: (\S+)/g)].map(([, action = ""]) => action);
      const loose = named.filter((action) => action !== "./" && !/@[0-9a-f]{40}$/.test(action));
      expect(named, file).not.toEqual([]);
      expect(loose, file).toEqual([]);
    }
  });
});
