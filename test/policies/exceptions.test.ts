import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Exception } from "../../plan/exception";
import { type PropertyMap, ResourceGraph, type ResourceNode } from "../../plan/graph";
import { evaluate } from "../../policies/evaluate";
import { faultOf, unusedExceptions } from "../../policies/exceptions";
import { packs } from "../../policies/registry";
import { factsOfGraph } from "../../policies/stackFacts";
import { daysBetween, isDay, today } from "../../policies/today";
import { PackProcess } from "./packProcess";

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

const whole: Exception = {
  rule: "NODE-01",
  resource: "aws:ec2/launchTemplate:LaunchTemplate::train-*",
  reason: "The agent of the old cluster reads IMDSv1",
  owner: "platform",
  expires: inDays(30),
  ticket: "OPS-7",
};

/** A region with these exceptions, and a launch template that allows IMDSv1. */
function stackWith(...exceptions: Exception[]): ResourceNode[] {
  const region = {
    environment: "production",
    compliance: [],
    region: "us-east-1",
    exceptions: exceptions as PropertyMap[],
  };
  const node = (type: string, name: string, inputs: PropertyMap): ResourceNode => {
    return { urn: `urn:pulumi:test::aidc::${type}::${name}`, type, name, inputs, outputs: inputs };
  };
  return [
    node("aidc:region:Region", "test", region),
    node("aws:ec2/launchTemplate:LaunchTemplate", "train-h200-nodes", { metadataOptions: { httpTokens: "optional" } }),
  ];
}

const judged = (...exceptions: Exception[]) =>
  evaluate(new ResourceGraph(stackWith(...exceptions)), packs).filter(({ rule }) =>
    ["NODE-01", "EXC-01"].includes(rule),
  );

const outcomes = (...exceptions: Exception[]) => {
  const found = judged(...exceptions);
  const of = (id: string) => found.filter(({ rule }) => rule === id).map(({ outcome }) => outcome);
  return { node: of("NODE-01"), exception: of("EXC-01") };
};

describe("exceptions", () => {
  it("cover their rule's finding on the resource they name, and say so", () => {
    expect(outcomes()).toEqual({ node: ["fail"], exception: ["pass"] });
    expect(outcomes(whole)).toEqual({ node: ["excepted"], exception: ["pass"] });
    const [finding] = judged(whole);
    expect(finding).toMatchObject({ enforcementLevel: "advisory", exception: whole });
    expect(finding?.message).toContain(
      `\nexcepted until ${whole.expires}: The agent of the old cluster reads IMDSv1 (platform, OPS-7)`,
    );
  });

  it.each<[string, Partial<Exception>]>([
    ["another rule", { rule: "NODE-02" }],
    ["another resource", { resource: "aws:ec2/launchTemplate:LaunchTemplate::serve-*" }],
    ["another type", { resource: "aws:ec2/instance:Instance::train-h200-nodes" }],
    ["the stack as a whole", { resource: undefined }],
  ])("of %s do not", (_what, change) => {
    expect(outcomes({ ...whole, ...change })).toEqual({ node: ["fail"], exception: ["pass"] });
  });

  it.each<[string, Partial<Exception>, string]>([
    ["expired", { expires: inDays(-1) }, `expired on ${inDays(-1)}`],
    ["malformed in its day", { expires: "2027-02-30" }, "expires 2027-02-30, which is not a day as 2027-01-31 is"],
    ["too long", { expires: inDays(367) }, "more than 365 days ahead"],
    ["without a reason", { reason: " " }, "has no reason"],
    ["without an owner", { owner: undefined }, "has no owner"],
  ])(
    "that are %s cover nothing, are findings themselves, and are mentioned where they ended",
    (_what, change, fault) => {
      const found = judged({ ...whole, ...change });
      expect(found.map(({ outcome, enforcementLevel }) => [outcome, enforcementLevel])).toEqual([
        ["fail", "mandatory"],
        ["fail", "mandatory"],
      ]);
      for (const { message } of found) expect(message).toContain(fault);
      expect(found[1]).toMatchObject({ rule: "EXC-01", path: "exceptions[0]" });
    },
  );

  it("hold through their last day, and no longer than a year ahead", () => {
    const expires = "2027-01-31";
    expect(faultOf({ ...whole, expires }, "2027-01-31")).toBeUndefined();
    expect(faultOf({ ...whole, expires }, "2027-02-01")).toBe("expired on 2027-01-31");
    expect(faultOf({ ...whole, expires }, "2026-01-31")).toBeUndefined();
    expect(faultOf({ ...whole, expires }, "2026-01-30")).toContain("365 days");
  });

  it("from the rule on exceptions are void", () => {
    const own = { ...whole, rule: "EXC-01", resource: "*::*" };
    expect(outcomes(own)).toEqual({ node: ["fail"], exception: ["fail"] });
  });

  it("that no finding needs are named, those that are void are not", () => {
    const exceptions = [whole, { ...whole, rule: "EKS-01" }, { ...whole, expires: inDays(-1) }];
    const graph = new ResourceGraph(stackWith(...exceptions));
    const unused = unusedExceptions(factsOfGraph(graph), evaluate(graph, packs));
    expect(unused.map(({ index }) => index)).toEqual([1]);
  });

  it("match any text for a star, and nothing else specially", () => {
    const text = fc.stringMatching(/^[A-Za-z0-9:/$.\\-]{0,12}$/);
    fc.assert(
      fc.property(text, text, (before, after) => {
        const type = "aws:ec2/launchTemplate:LaunchTemplate";
        const name = `${before}x${after}`.replaceAll("\\", "");
        const inputs = { metadataOptions: { httpTokens: "optional" } };
        const [region] = stackWith({ ...whole, resource: `${type}::${name.slice(0, name.length >> 1)}*` });
        const template = { urn: `urn:pulumi:test::aidc::${type}::${name}`, type, name, inputs };
        const found = evaluate(new ResourceGraph([region as ResourceNode, template]), packs);
        expect(found.find(({ rule }) => rule === "NODE-01")?.outcome).toBe("excepted");
      }),
      { numRuns: 50 },
    );
  });
});

describe("exceptions in a pack's own process", () => {
  let running: PackProcess;
  beforeAll(async () => {
    running = await PackProcess.start("policies/security");
  });
  afterAll(() => running.end());

  it("are as in this process, for a resource that is judged before the stack is whole", async () => {
    await running.configure({});
    for (const exceptions of [[], [whole], [{ ...whole, expires: inDays(-1) }]]) {
      const said = await running.judge(stackWith(...exceptions));
      const about = (policy: string) => said.filter((one) => one.policy === policy);
      const expected = judged(...exceptions).filter(({ outcome }) => outcome !== "pass");
      expect(["NODE-01", "EXC-01"].flatMap(about).map(({ level, message }) => ({ level, message }))).toEqual(
        expected.map(({ enforcementLevel, message }) => ({ level: enforcementLevel, message })),
      );
    }
  });
});

describe("today", () => {
  it("is SOURCE_DATE_EPOCH's day, else the clock's", () => {
    expect(today({ SOURCE_DATE_EPOCH: "1801353600" })).toBe("2027-01-31");
    expect(today({ SOURCE_DATE_EPOCH: "soon" })).toBe(inDays(0));
    expect(today({ SOURCE_DATE_EPOCH: "" })).toBe(inDays(0));
    expect(daysBetween("2027-01-31", "2027-03-01")).toBe(29);
    expect(["2027-02-28", "2027-02-29", "2027-2-1", "tomorrow"].map(isDay)).toEqual([true, false, false, false]);
  });
});
