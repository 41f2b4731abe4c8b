import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type PropertyMap, ResourceGraph, type ResourceNode } from "../../plan/graph";
import { evaluate } from "../../policies/evaluate";
import { packs } from "../../policies/registry";
import { loadStack } from "../../spec/load";
import { type Problem, StackFileError } from "../../spec/problems";
import { PackProcess } from "./packProcess";

type Rules = Record<string, Record<string, unknown>>;

/** A region that sets rules' parameters, with a key and a bucket that can be deleted after ten days. */
function regionWith(rules: Rules, facts: PropertyMap = {}): ResourceNode[] {
  const node = (type: string, name: string, inputs: PropertyMap): ResourceNode => {
    return { urn: `urn:pulumi:test::aidc::${type}::${name}`, type, name, inputs, outputs: inputs, protect: true };
  };
  const region = { environment: "production", compliance: [], region: "us-east-1", rules: rules as PropertyMap };
  return [
    node("aidc:region:Region", "test", { ...region, ...facts }),
    node("aws:kms/key:Key", "data", { deletionWindowInDays: 10, enableKeyRotation: true }),
  ];
}

const only = (id: string, pack = "aidc-security") => {
  const found = packs.find(({ name }) => name === pack);
  if (!found) throw new Error(`no pack ${pack}`);
  return [{ ...found, rules: found.rules.filter((rule) => rule.id === id) }];
};

const judged = (nodes: ResourceNode[], id = "KMS-02", configured: Rules = {}) =>
  evaluate(new ResourceGraph(nodes), only(id), { parameters: configured });

const said = (nodes: ResourceNode[], id?: string, configured?: Rules) =>
  judged(nodes, id, configured).map(({ outcome, severity, enforcementLevel, path }) =>
    [outcome, severity, enforcementLevel, path].filter(Boolean).join(" "),
  );

describe("a stack file's rules", () => {
  it("decide, and what is weaker than the rule's own is a finding that fails nothing", () => {
    expect(said(regionWith({}))).toEqual(["fail medium mandatory deletionWindowInDays"]);
    expect(said(regionWith({ "KMS-02": { minDays: 7 } }))).toEqual([
      "pass medium mandatory",
      "fail low advisory rules.KMS-02.minDays",
    ]);
    const [, weakened] = judged(regionWith({ "KMS-02": { minDays: 7 } }));
    expect(weakened?.message).toBe("the stack file sets minDays to 7, weaker than 30");
    expect(weakened?.urn).toContain("aidc:region:Region");
  });

  it("may ask for more in silence", () => {
    const facts = { environment: "development" };
    expect(said(regionWith({ "KMS-02": { minDays: 30 } }, facts))).toEqual([
      "fail medium mandatory deletionWindowInDays",
    ]);
  });

  it("may ask for less under no regime", () => {
    expect(said(regionWith({ "KMS-02": { minDays: 7 } }, { compliance: ["hipaa"] }))).toEqual([
      "pass medium mandatory",
      "fail medium mandatory rules.KMS-02.minDays",
    ]);
  });

  it("yield to the pack's configuration, which is the organisation's", () => {
    const own = regionWith({ "KMS-02": { minDays: 7 } });
    expect(said(own, "KMS-02", { "KMS-02": { minDays: 14 } })).toEqual(["fail medium mandatory deletionWindowInDays"]);
  });

  it("that do not fit are errors, never ignored", () => {
    expect(said(regionWith({ "KMS-02": { minDays: "soon" } }))).toContain("error medium mandatory");
  });

  it.each<[string, Rules[string], boolean]>([
    ["KMS-02", { protected: false }, true],
    ["KMS-01", { maxDays: 400 }, true],
    ["KMS-01", { maxDays: 180 }, false],
    ["IAM-02", { services: ["s3"] }, true],
    ["EKS-04", { types: ["api"] }, true],
    ["NET-05", { services: ["s3", "ecr.api", "ecr.dkr", "sts", "logs"] }, false],
    ["IAM-11", { required: true }, false],
    ["K8S-11", { registries: ["registry.example.com"] }, false],
    ["K8S-12", { levels: ["restricted"] }, false],
  ])("%s %j is weaker: %s", (rule, values, weaker) => {
    const about = judged(regionWith({ [rule]: values }), rule).filter(({ path }) => path?.startsWith("rules."));
    expect(about).toHaveLength(weaker ? 1 : 0);
  });

  it("know of every parameter which way is weaker, but for those that ask for nothing by themselves", () => {
    const open = packs.flatMap(({ rules }) =>
      rules.flatMap(({ id, parameters }) =>
        Object.entries(parameters).flatMap(([name, { weaker }]) => (weaker ? [] : [`${id} ${name}`])),
      ),
    );
    expect(open.sort()).toEqual([
      "COST-01 allowed",
      "IAM-11 required",
      "K8S-10 digest",
      "K8S-11 registries",
      "S3-05 buckets",
    ]);
  });
});

describe("a stack file's rules in the file", () => {
  const folder = mkdtempSync(join(tmpdir(), "aidc-rules-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const load = (rules: string) => {
    const file = join(folder, "stack.yaml");
    const shipped = readFileSync("stacks/us-east-1.yaml", "utf8").replace(
      "extends: base",
      `extends: ${relative(folder, resolve("stacks/base.yaml"))}`,
    );
    writeFileSync(file, `${shipped}rules:\n  ${rules}\n`);
    return { line: shipped.split("\n").length + 1, loaded: () => loadStack(file) };
  };
  const problemOf = (rules: string): [number, Problem[]] => {
    const { line, loaded } = load(rules);
    try {
      loaded();
    } catch (error) {
      if (error instanceof StackFileError) return [line, [...error.problems]];
      throw error;
    }
    return [line, []];
  };

  it("are read as they stand", () => {
    const { line, loaded } = load("KMS-02: { minDays: 14 }");
    const read = loaded();
    expect(read.stack.rules).toEqual({ "KMS-02": { minDays: 14 } });
    expect(read.position(["rules", "KMS-02", "minDays"])).toMatchObject({ line, column: 13 });
  });

  it.each<[string, Partial<Problem>]>([
    ["KMS-2: { minDays: 14 }", { path: "rules.KMS-2", message: "is not a known key", hint: "Did you mean KMS-02?" }],
    [
      "KMS-02: { minDay: 14 }",
      { path: "rules.KMS-02.minDay", message: "is not a known key", hint: "Did you mean minDays?" },
    ],
    ["KMS-02: { minDays: 5 }", { path: "rules.KMS-02.minDays", message: "must be >= 7", found: "5" }],
    ["KMS-02: { minDays: soon }", { path: "rules.KMS-02.minDays", message: "must be a whole number", found: '"soon"' }],
    ["K8S-12: { levels: [restrictd] }", { path: "rules.K8S-12.levels[0]", hint: "Did you mean restricted?" }],
  ])("%s is refused where it stands", (rules, expected) => {
    const [line, problems] = problemOf(rules);
    expect(problems).toEqual([expect.objectContaining({ line, ...expected })]);
  });
});

describe("a stack file's rules in a pack's own process", () => {
  let running: PackProcess;
  beforeAll(async () => {
    running = await PackProcess.start("policies/security");
  });
  afterAll(() => running.end());
  afterEach(() => running.configure({}));

  const inPack = async (nodes: ResourceNode[], id: string) =>
    (await running.judge(nodes))
      .filter(({ policy }) => policy === id)
      .map(({ level, message, urn }) => ({ level, message, urn }));
  const inProcess = (nodes: ResourceNode[], id: string, configured?: Rules) =>
    judged(nodes, id, configured)
      .filter(({ outcome }) => outcome !== "pass" && outcome !== "notApplicable")
      .map(({ enforcementLevel, message, urn }) => ({ level: enforcementLevel, message, urn }));

  it.each<[string, Rules, PropertyMap?]>([
    ["KMS-02", {}],
    ["KMS-02", { "KMS-02": { minDays: 7 } }],
    ["KMS-02", { "KMS-02": { minDays: 7 } }, { compliance: ["hipaa"] }],
    ["KMS-02", { "KMS-02": { minDays: "soon" } }],
    // A rule on the graph, which judges at the end.
    ["NET-05", { "NET-05": { services: ["s3"] } }],
    ["IAM-02", { "IAM-02": { services: ["s3"] } }],
  ])("say of %s %j what they say in this one", async (id, rules, facts) => {
    await running.configure({});
    const nodes = regionWith(rules, facts);
    expect(await inPack(nodes, id)).toEqual(inProcess(nodes, id));
  });

  it("yield to its configuration there too", async () => {
    const configured = { minDays: 14 };
    await running.configure({ only: "KMS-02", parameters: configured as Record<string, JavaScriptValue> });
    const nodes = regionWith({ "KMS-02": { minDays: 7 } });
    expect(await inPack(nodes, "KMS-02")).toEqual(inProcess(nodes, "KMS-02", { "KMS-02": configured }));
  });
});
