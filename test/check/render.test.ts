import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { join, dirname } from "node:path";
import { readFileSync } from "node:fs";
import Ajv from "ajv-draft-04";
import addFormats from "ajv-formats";
import type { Log } from "sarif";
import { describe, expect, it } from "vitest";
import { unchecked } from "../../check/run";
import { shrinkBaseline } from "../../plan/check/baseline";
import type { Check } from "../../plan/check/check";
import { renderJunit } from "../../plan/render/check/junit";
import { commentMarker, longestComment, renderMarkdown } from "../../plan/render/check/markdown";
import { renderSarif } from "../../plan/render/check/sarif";
import { renderTerminal } from "../../plan/render/check/terminal";
import { finding, sampleCheck, sampleStack } from "./samples";

const withoutPlan = unchecked("east", "stacks/east.yaml", "stacks/east.yaml:2:9: region: no such region \u0007");

describe("a stack without a plan", () => {
  const check = sampleCheck({ stacks: [sampleStack(), withoutPlan] });

  it("is named with its reason by every renderer, and judged by none", async () => {
    const terminal = renderTerminal(check, { colour: false, width: 120 });
    expect(terminal).toMatch(/^east · stacks\/east\.yaml.*\n\nerror: stacks\/east\.yaml:2:9: region: no such region/m);
    expect(terminal).toMatch(/^Failed: 1 stack without a plan, /m);
    expect(terminal.match(/^Policy/gm)).toHaveLength(1);
    const markdown = renderMarkdown(check);
    expect(markdown).toMatch(/### ❌ east\n\n`stacks\/east\.yaml`\n\n> \[!CAUTION\]\n> stacks\/east\.yaml:2:9/);
    expect(markdown.match(/^\*\*Policy\*\*/gm)).toHaveLength(1);
    const [suite] = /<testsuite name="east"[\s\S]*?<\/testsuite>/.exec(await renderJunit(check)) ?? [];
    expect(suite).toMatch(/errors="1"[\s\S]*name="has a plan"[\s\S]*<error message="stacks\/east\.yaml:2:9/);
    expect(suite?.match(/<testcase /g)).toHaveLength(1);
    const [run] = (JSON.parse(renderSarif(check)) as Log).runs;
    expect(run?.invocations?.[0]).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [{ message: { text: expect.stringMatching(/^east has no plan: stacks/) as string } }],
    });
  });

  it("keeps its entries in the baseline", () => {
    const entry = { fingerprint: "0", stack: "east", rule: "EKS-01" };
    expect(shrinkBaseline({ version: 1, findings: [entry] }, check).findings).toEqual([entry]);
    const mended = { ...withoutPlan, diagnostics: [] };
    expect(shrinkBaseline({ version: 1, findings: [entry] }, { stacks: [mended] }).findings).toEqual([]);
  });
});

describe("SARIF", () => {
  const package_ = dirname(createRequire(__filename).resolve("@microsoft/jest-sarif/package.json"));
  const schema = JSON.parse(readFileSync(join(package_, "lib/schemas/sarif-2.1.0-rtm.5.json"), "utf8")) as object;
  const validate = addFormats(new Ajv({ strict: false, allErrors: true, unicodeRegExp: false })).compile(schema);

  it.each<[string, Check]>([
    ["a check with one of each finding", sampleCheck()],
    ["a check without a base", sampleCheck({ base: undefined })],
    ["a check of no stack", sampleCheck({ stacks: [] })],
    ["a check of a stack that has no plan", sampleCheck({ stacks: [withoutPlan] })],
  ])("of %s is what the official schema describes", (_what, check) => {
    validate(JSON.parse(renderSarif(check)));
    expect(validate.errors ?? []).toEqual([]);
  });

  it("is refused by the schema when broken", () => {
    const log = JSON.parse(renderSarif(sampleCheck())) as Log;
    expect(validate({ ...log, version: "2.0.0" })).toBe(false);
  });

  const [run] = (JSON.parse(renderSarif(sampleCheck())) as Log).runs;
  const of = (rule: string) => run?.results?.find(({ ruleId }) => ruleId === rule);

  it("gives every rule what code scanning sorts and explains by", () => {
    const rules = run?.tool.driver.rules ?? [];
    expect(rules.length).toBeGreaterThan(30);
    for (const rule of rules) {
      expect(rule.helpUri).toMatch(/^https:\/\//);
      expect(Number(rule.properties?.["security-severity"])).toBeGreaterThan(0);
      expect(rule.help?.text).not.toBe("");
    }
    for (const result of run?.results ?? []) {
      expect(rules[result.ruleIndex ?? -1]?.id).toBe(result.ruleId);
      expect(result.partialFingerprints).toEqual({ "aidcFinding/v1": expect.stringMatching(/^[0-9a-f]{32}$/) });
      expect(result.locations?.[0]?.physicalLocation).toMatchObject({
        artifactLocation: { uri: "stacks/us-east-1.yaml" },
        region: { startLine: 8, startColumn: 3 },
      });
    }
  });

  it("tells open questions, suppressions and what is new", () => {
    expect(of("EKS-01")).toMatchObject({ level: "error", kind: "fail", suppressions: [], baselineState: "new" });
    expect(of("S3-02")).toMatchObject({ baselineState: "unchanged" });
    expect(of("IAM-01")).toMatchObject({ level: "none", kind: "open" });
    const justification = "excepted until 2027-01-31: Keys of the old vendor (security)";
    expect(of("KMS-01")?.suppressions).toEqual([{ kind: "external", status: "accepted", justification }]);
    expect(of("NODE-02")?.suppressions?.[0]?.justification).toBe("in the baseline");
  });
});

describe("JUnit", () => {
  /** What Python's own XML parser makes of it: a case's name by its result. */
  async function parsed(check: Check): Promise<{ tests: number; failed: string[]; skipped: string[]; texts: string }> {
    const script = `
import json, sys, xml.etree.ElementTree as tree
root = tree.fromstring(sys.stdin.buffer.read())
names = lambda tag: [case.get("name").split()[0] for case in root.iter("testcase") if case.find(tag) is not None]
suite = root.find("testsuite")
print(json.dumps({"tests": int(suite.get("tests")), "failed": names("failure"), "skipped": names("skipped"),
  "texts": "".join(root.itertext()) + "".join(failure.get("message") for failure in root.iter("failure"))}))`;
    const { stdout, stderr } = spawnSync("python3", ["-c", script], {
      input: await renderJunit(check),
      encoding: "utf8",
    });
    expect(stderr).toBe("");
    return JSON.parse(stdout) as Awaited<ReturnType<typeof parsed>>;
  }

  it("is read by a standard parser: failures, and what is skipped with its reason", async () => {
    const check = sampleCheck();
    const { tests, failed, skipped, texts } = await parsed(check);
    expect(tests).toBe(check.rules.length);
    expect(failed.sort()).toEqual(["EKS-01", "NODE-01", "S3-02"]);
    expect(skipped.sort()).toEqual(["IAM-01", "KMS-01", "NODE-02", "S3-04"]);
    expect(texts).toContain("stacks/us-east-1.yaml:8:3: no TLS-only policy <b>|</b> @everyone");
    expect(texts).toContain("perhaps too much");
  });
});

describe("Markdown", () => {
  const text = renderMarkdown(sampleCheck());

  it("opens with its marker and the verdict in one sentence", () => {
    const [marker, headline] = text.split("\n\n");
    expect(marker).toBe(commentMarker);
    expect(headline).toBe(
      "## ❌ Failed: 3 findings to mend, 1 stack over budget, 1 stateful resource to be lost, +$50.50 a month",
    );
  });

  it("shows what loses state in the open and the rest folded", () => {
    const open = text.replace(/<details>[\s\S]*?<\/details>/g, "");
    expect(open).toContain(
      "> - **replace** `db` (`aws:rds/cluster:Cluster`), because of `masterUsername`, **protected**",
    );
    expect(open).toContain("[EKS-01](https://aidc.dev/rules/aidc-security#eks-01)");
    expect(open).toContain("`stacks/us-east-1.yaml:8`");
    expect(open).not.toContain("`raw`");
    for (const title of [
      "Known only once deployed (1)",
      "Excepted (1)",
      "In the baseline (1)",
      "🎉 Fixed (1)",
      "Not priced (2)",
    ]) {
      expect(text).toContain(`<summary>${title}</summary>`);
    }
    expect(text.match(/<details/g)?.length).toBe(text.match(/<\/details>/g)?.length);
  });

  it("lets no text of a finding become HTML, a cell's end or a mention", () => {
    expect(text).not.toMatch(/<b>\||@everyone/);
    expect(text).toContain("no TLS-only policy &lt;b>\\|&lt;/b> &#64;everyone");
  });

  it.each([1, 50, 2000])("fits GitHub's limit with %i findings, and says how many it leaves out", (count) => {
    const long = "a long message ".repeat(20);
    const stack = sampleStack();
    const [one] = stack.findings;
    const many = Array.from({ length: count }, (_, index) => ({ ...one, ...finding({ message: `${index} ${long}` }) }));
    const findings = many as typeof stack.findings;
    const comment = renderMarkdown(sampleCheck({ stacks: [{ ...stack, findings }] }));
    expect(comment.length).toBeLessThanOrEqual(longestComment);
    const shown = comment.match(/a long message/g)?.length ?? 0;
    const left = Number(/… and (\d+) more/.exec(comment)?.[1] ?? 0);
    expect(shown / 20 + left).toBe(count);
  });

  it("fits the limit with more stacks than it can show", () => {
    const stacks = Array.from({ length: 300 }, () => sampleStack());
    const comment = renderMarkdown(sampleCheck({ stacks }));
    expect(comment.length).toBeLessThanOrEqual(longestComment);
    expect(comment.startsWith(commentMarker)).toBe(true);
  });
});

describe("the terminal", () => {
  const text = renderTerminal(sampleCheck(), { colour: false, width: 120 });

  it("says what loses state, where findings come from, what is fixed and what it costs", () => {
    expect(text).toMatch(/ replace loses state {2}db \(aws:rds\/cluster:Cluster\): masterUsername protected/);
    expect(text).toMatch(/critical EKS-01 {2}us-east-1-cluster {2}new\n {6}stacks\/us-east-1\.yaml:8:3\n/);
    expect(text).toContain("fixed NET-02");
    expect(text).toContain("Cost  $150.50 a month (+$50.50), 125% of the $120.00 budget");
    expect(text).toContain("eu-west-1 has no stack file any more");
    expect(text.trimEnd()).toMatch(/make it smaller, or raise the budget\.$/);
  });

  it("shows what it folds when asked", () => {
    expect(text).toContain("1 known only once deployed, 1 excepted, 1 in the baseline: --verbose shows them");
    const verbose = renderTerminal(sampleCheck(), { colour: false, width: 120, verbose: true });
    expect(verbose).toContain("medium KMS-01");
    expect(verbose).toContain("perhaps too much");
  });
});
