import { describe, expect, it } from "vitest";
import { type Claims, claimsOf, sharedAmong } from "../../fleet/claims";
import type { ResourceNode } from "../../plan/graph";

const node = (type: string, name: string, inputs: ResourceNode["inputs"], provider?: string): ResourceNode => ({
  ...{ urn: `urn:pulumi:a::aidc::${type}::${name}`, type, name, inputs },
  ...(provider !== undefined && { provider }),
});

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

describe("what a stack takes", () => {
  it("is each name that an account has once, where the resource stands, and no generated one", () => {
    const west = node("pulumi:providers:aws", "west", { region: "us-west-2" });
    const resources = [
      west,
      node("aws:kms/alias:Alias", "key", { name: "alias/a" }),
      node("aws:backup/vault:Vault", "copies", { name: "a-copies" }, `${west.urn}::${unknown}`),
      node("aws:backup/vault:Vault", "more", { name: "a-more", region: "eu-west-1" }),
      node("aws:guardduty/detector:Detector", "detector", { enable: true }),
      node("aws:s3/bucket:Bucket", "raw", {}),
      node("aws:s3/bucket:Bucket", "made", { bucket: unknown }),
      node("aws:iam/role:Role", "role", { name: "a-role" }),
      node("aws:ec2/vpc:Vpc", "vpc", { tags: { Name: "a" } }),
      node("pulumi:pulumi:StackReference", "backbone", { name: "organization/aidc/backbone" }),
    ];
    const claims = claimsOf({ stack: "a", region: "us-east-1", resources }, { kind: "Region", account: "1" });
    expect(claims).toMatchObject({ stack: "a", kind: "Region", account: "1", references: ["backbone"] });
    expect([...claims.names].sort()).toEqual([
      "GuardDuty's detector in us-east-1",
      "backup vault a-copies in us-west-2",
      "backup vault a-more in eu-west-1",
      "key alias/a in us-east-1",
      "role a-role",
    ]);
  });
});

describe("what stacks share", () => {
  const claims = (stack: string, over: Partial<Claims> = {}): Claims => ({
    ...{ stack, kind: "Region", names: [], references: [] },
    ...over,
  });
  const names = ["cluster one in us-east-1"];

  it("is a name that two of one account take, told once", () => {
    expect(sharedAmong([claims("a", { names }), claims("b", { names }), claims("c", { names })])).toEqual([
      { what: "cluster one in us-east-1", stacks: ["a", "b", "c"] },
    ]);
    expect(sharedAmong([claims("a", { names, account: "1" }), claims("b", { names, account: "2" })])).toEqual([]);
    const both = [claims("a", { names, account: "1" }), claims("b", { names }), claims("c", { names, account: "2" })];
    expect(sharedAmong(both)).toMatchObject([{ stacks: ["a", "b", "c"] }]);
  });

  it("is a region that another reads the outputs of, but never a Backbone", () => {
    const backbone = claims("backbone", { kind: "Backbone" });
    const joined = ["east", "west"].map((stack) => claims(stack, { references: ["backbone"] }));
    expect(sharedAmong([backbone, ...joined])).toEqual([]);
    expect(sharedAmong([...joined, claims("leaning", { references: ["east"] }), backbone])).toEqual([
      { what: "outputs of east", stacks: ["leaning", "east"] },
    ]);
  });
});
