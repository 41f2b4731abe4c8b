import { describe, expect, it } from "vitest";
import type { Drift } from "../../engine/deployer";
import { driftCheck, driftRules } from "../../lifecycle/driftCheck";
import { renderDrift } from "../../lifecycle/render/drift";
import type { Check } from "../../plan/check/check";
import { renderJunit } from "../../plan/render/check/junit";
import { renderSarif } from "../../plan/render/check/sarif";
import { urn } from "./fakeDeployer";

const plain = { colour: false, width: 100 };
const type = "aws:s3/bucket:Bucket";
const drift: Drift = {
  resources: 5,
  drifted: [
    { urn: urn(type, "raw"), type, kind: "changed", differences: [{ path: "tags.team", deployed: "a", cloud: "b" }] },
    { urn: urn(type, "old"), type, kind: "deleted", differences: [] },
  ],
  errors: [],
};
const none: Drift = { resources: 5, drifted: [], errors: [] };

describe("drift", () => {
  it("is told by resource and property, with what to do", () => {
    const text = renderDrift("mnist", drift, plain);
    expect(text).toMatch(/^mnist {2}drift differs {2}5 resources asked about, 2 differ$/m);
    expect(text).toMatch(/^raw \(Bucket\)\n {2}tags\.team {2}"a" {2}→ {2}"b"$/m);
    expect(text).toMatch(/^old \(Bucket\) {2}gone from the cloud$/m);
    expect(text).toContain("pulumi refresh --stack mnist && aidc up mnist");
    expect(renderDrift("mnist", none, plain)).toBe("mnist  drift none  5 resources asked about, 0 differ\n");
  });

  it("is not known where the cloud could not be asked", () => {
    const errors = [{ severity: "error" as const, message: "ExpiredToken: gone" }];
    expect(renderDrift("mnist", { ...none, errors }, plain)).toMatch(
      /drift not known[^]*ExpiredToken[^]*aws sso login/,
    );
  });

  it("is in the reports that a check writes, gone resources first", async () => {
    const location = { file: "stacks/mnist.yaml", line: 1, column: 1 };
    const stack = driftCheck({ name: "mnist", file: location.file, region: "r", environment: "e", location }, drift);
    expect(stack.findings.map(({ rule, urn: of }) => [rule, of])).toEqual([
      ["DRIFT-01", urn(type, "old")],
      ["DRIFT-02", urn(type, "raw")],
    ]);
    expect(stack).toMatchObject({ verdict: "fail", outcomes: { pass: 3, fail: 2 } });
    const check: Check = {
      ...{
        schemaVersion: 1,
        date: "2027-01-31",
        verdict: "fail",
        rules: driftRules,
        stacks: [stack],
        removedStacks: [],
      },
    };
    const { runs } = JSON.parse(renderSarif(check)) as { runs: { results: { ruleId: string }[] }[] };
    expect(runs[0]?.results.map(({ ruleId }) => ruleId)).toEqual(["DRIFT-01", "DRIFT-02"]);
    expect(await renderJunit(check)).toMatch(/tags\.team is &quot;b&quot; in the cloud|tags\.team is "b" in the cloud/);
    expect(driftCheck({ ...stack, name: "m", location }, none).verdict).toBe("pass");
  });
});
