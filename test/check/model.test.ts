import { readFileSync } from "node:fs";
import Ajv from "ajv";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { baselineText, createBaseline, readBaseline, shrinkBaseline } from "../../plan/check/baseline";
import { costChangeOf } from "../../plan/check/cost";
import { differenceOf } from "../../plan/check/difference";
import { compared, identified } from "../../plan/check/findings";
import type { Bill } from "../../plan/bill";
import type { PlanResource } from "../../plan/plan";
import { finding, sampleCheck, urn } from "./samples";

const prints = (...findings: ReturnType<typeof finding>[]) =>
  identified(findings).map(({ fingerprint }) => fingerprint);

describe("fingerprints", () => {
  it("outlive a reworded message, another severity and another place in a list", () => {
    const before = finding({ path: "ingress[0].cidrBlocks[1]" });
    const after = finding({ path: "ingress[3].cidrBlocks[0]", message: "else", severity: "low", outcome: "excepted" });
    expect(prints(before)).toEqual(prints(after));
  });

  it("tell rules, resources, properties and repetitions apart", () => {
    const all = prints(
      finding(),
      finding(),
      finding({ rule: "EKS-02" }),
      finding({ urn: urn("aws:eks/cluster:Cluster", "other") }),
      finding({ path: "vpcConfig" }),
      finding({ path: undefined }),
      finding({ path: undefined, urn: undefined }),
    );
    expect(new Set(all).size).toBe(all.length);
  });

  it("are of what is not fine alone", () => {
    expect(prints(finding({ outcome: "pass" }), finding({ outcome: "notApplicable" }))).toEqual([]);
  });
});

const rule = fc.constantFrom("EKS-01", "EKS-02", "S3-01", "S3-02");
const findings = fc.array(rule.map((id) => finding({ rule: id }))).map((list) => identified(list));

describe("a comparison", () => {
  it("puts each finding in one of new, standing and fixed", () => {
    fc.assert(
      fc.property(findings, findings, (now, before) => {
        const result = compared(now, before, new Set());
        const of = (status: string) => result.findings.filter((one) => one.status === status).length;
        expect(of("new") + of("standing")).toBe(now.length);
        expect(of("standing") + result.fixed.length).toBe(before.length);
      }),
    );
  });

  it("fails on what is mandatory and not in the baseline", () => {
    const now = identified([
      finding(),
      finding({ rule: "EKS-02" }),
      finding({ enforcementLevel: "advisory", rule: "S3-04" }),
    ]);
    const [, second] = now;
    const { findings: checked } = compared(now, undefined, new Set([second?.fingerprint ?? ""]));
    expect(checked.filter(({ fails }) => fails).map((one) => one.rule)).toEqual(["EKS-01"]);
    expect(checked.find(({ baselined }) => baselined)?.rule).toBe("EKS-02");
    expect(checked[0]).not.toHaveProperty("status");
  });
});

describe("a baseline", () => {
  it("holds what fails, reads back, and only ever shrinks", () => {
    const check = sampleCheck();
    const baseline = createBaseline(check);
    expect(baseline.findings.map((one) => one.rule)).toEqual(["EKS-01", "NODE-01", "S3-02"]);
    expect(readBaseline(baselineText(baseline))).toEqual(baseline);
    expect(shrinkBaseline(baseline, check)).toEqual(baseline);
    const [first, ...rest] = baseline.findings;
    const mended = { stacks: check.stacks.map((stack) => ({ ...stack, findings: stack.findings.slice(1) })) };
    expect(first?.rule).toBe("EKS-01");
    expect(shrinkBaseline(baseline, mended).findings).toEqual(rest);
    // Of a stack that was not checked, nothing is known to be fixed.
    expect(shrinkBaseline(baseline, { stacks: [] })).toEqual(baseline);
    expect(shrinkBaseline({ version: 1, findings: [] }, check).findings).toEqual([]);
  });

  it.each(["[]", "{}", '{"version":2,"findings":[]}', '{"version":1,"findings":[{"rule":"EKS-01"}]}', "no"])(
    "that reads %s is refused",
    (text) => expect(() => readBaseline(text)).toThrow(/\w/),
  );
});

function resource(kind: string, type: string, name: string, over: Partial<PlanResource> = {}): PlanResource {
  const change = { kind, differingKeys: ["a", "b"], replaceKeys: ["a"] };
  return {
    ...{ urn: urn(type, name), type, name, custom: true, inputs: {}, dependencies: [], propertyDependencies: {} },
    ...{ protect: false, change, ...over },
  };
}

describe("a difference", () => {
  it("says first what loses state, and why", () => {
    const difference = differenceOf({
      resources: [
        resource("create", "aws:s3/bucket:Bucket", "new"),
        resource("update", "aws:eks/nodeGroup:NodeGroup", "pool"),
        resource("replace", "aws:ec2/launchTemplate:LaunchTemplate", "template"),
        resource("replace", "aws:rds/cluster:Cluster", "database"),
        resource("same", "aws:kms/key:Key", "key"),
        resource("update", "aidc:region:Region", "region", { custom: false }),
        resource("create", "pulumi:providers:aws", "default"),
      ],
      deleted: [
        { urn: urn("aws:iam/role:Role", "role"), type: "aws:iam/role:Role", protect: false },
        { urn: urn("aws:iam/policy:Policy", "kept"), type: "aws:iam/policy:Policy", protect: true },
        { urn: urn("aidc:compute:Cluster", "cluster"), type: "aidc:compute:Cluster", protect: false },
      ],
    });
    expect(difference.changes.map(({ kind, name, stateful }) => `${kind} ${name}${stateful ? "!" : ""}`)).toEqual([
      "delete kept!",
      "replace database!",
      "delete role",
      "replace template",
      "update pool",
      "create new!",
    ]);
    expect(difference.changes[1]?.keys).toEqual(["a"]);
    expect(difference.counts).toEqual({ delete: 2, replace: 2, update: 1, create: 1 });
  });
});

describe("a change of cost", () => {
  const bill = (concerns: Bill["concerns"], over: Partial<Bill> = {}) =>
    ({
      monthlyUSD: concerns.reduce((sum, one) => sum + one.monthlyUSD, 0),
      concerns,
      notPriced: [],
      ...over,
    }) as unknown as Bill;

  it("names each concern of either side, the most moved first, in whole cents", () => {
    const before = bill([
      { concern: "compute", monthlyUSD: 0.1 },
      { concern: "network", monthlyUSD: 20 },
    ]);
    const after = bill([
      { concern: "compute", monthlyUSD: 0.3 },
      { concern: "storage", monthlyUSD: 5 },
    ]);
    const { concerns, monthlyUSD } = costChangeOf(after, before);
    expect(concerns).toEqual([
      { concern: "network", before: 20, after: 0, change: -20 },
      { concern: "storage", before: 0, after: 5, change: 5 },
      { concern: "compute", before: 0.1, after: 0.3, change: 0.2 },
    ]);
    expect(monthlyUSD.change).toBe(-14.8);
  });

  it("is over budget or not, and has no change without a base", () => {
    const cost = costChangeOf(bill([{ concern: "compute", monthlyUSD: 11 }], { budgetMonthlyUSD: 10 }));
    expect(cost).toMatchObject({ overBudget: true, monthlyUSD: { after: 11 } });
    expect(cost.monthlyUSD).not.toHaveProperty("change");
  });
});

it("a check is what its schema describes", () => {
  const schema = JSON.parse(readFileSync("plan/check/check.schema.json", "utf8")) as object;
  const validate = new Ajv({ strict: false }).compile(schema);
  validate(JSON.parse(JSON.stringify(sampleCheck())));
  expect(validate.errors).toBeNull();
});
