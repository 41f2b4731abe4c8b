import { beforeAll, describe, expect, it } from "vitest";
import type { Engine, PreviewResource, PreviewResult } from "../../engine/engine";
import { maskedSecret, unknownValue } from "../../engine/values";
import { pack, program } from "./programs";

/** What every engine must say of the same program. It runs on the embedded engine everywhere, on the CLI's where there is one. */
export function describeEngine(name: string, makeEngine: () => Engine): void {
  describe(name, () => {
    let result: PreviewResult;
    beforeAll(async () => {
      result = await makeEngine().preview({
        projectDirectory: program(agreedProgram),
        stack: "dev",
        secretConfig: { password: "correct horse" },
        policyPacks: [{ directory: pack(agreedPolicy) }],
      });
    });

    const resource = (resourceName: string): PreviewResource => {
      const found = result.resources.find((each) => each.name === resourceName);
      if (!found) throw new Error(`no resource ${resourceName}`);
      return found;
    };

    it("makes the same URNs, children typed under their parents", () => {
      const urns = result.resources.map(({ urn }) => urn).filter((urn) => !urn.includes("pulumi:providers:"));
      expect([...urns].sort()).toEqual([
        "urn:pulumi:dev::small::pulumi:index:Stash::box",
        "urn:pulumi:dev::small::pulumi:pulumi:Stack::small-dev",
        "urn:pulumi:dev::small::small:index:Group$pulumi:index:Stash::group-second",
        "urn:pulumi:dev::small::small:index:Group::group",
      ]);
    });

    it("puts parents and dependencies first", () => {
      const order = result.resources.map((each) => each.name);
      expect(order.indexOf("small-dev")).toBeLessThan(order.indexOf("group"));
      expect(order.indexOf("box")).toBeLessThan(order.indexOf("group-second"));
    });

    it("passes inputs on, and protection to children", () => {
      expect(resource("box").inputs).toEqual({ input: { size: 3, lid: true } });
      expect(resource("group-second").protect).toBe(true);
      expect(resource("box").protect).toBe(false);
    });

    it("keeps secrets, masked", () => {
      expect(resource("small-dev").outputs.password).toEqual(maskedSecret());
      expect(JSON.stringify(result)).not.toContain("correct horse");
    });

    it("records what depends on what", () => {
      expect(resource("group-second").dependencies).toEqual([resource("box").urn]);
      expect(resource("group-second").propertyDependencies).toEqual({ input: [resource("box").urn] });
    });

    it("knows what the engine itself computes, and no ids", () => {
      expect(resource("box").outputs).toEqual({ input: { size: 3, lid: true }, output: { size: 3, lid: true } });
      expect(resource("group-second").inputs).toEqual({ input: { size: 3, lid: true } });
      expect(resource("small-dev").outputs.id).toBe(unknownValue);
      expect(result.resources.map(({ change }) => change.kind)).toEqual(result.resources.map(() => "create"));
    });

    it("lets packs judge every resource, with its options", () => {
      expect(result.violations).toEqual([
        {
          pack: "rules",
          policy: "no-protection",
          enforcementLevel: "mandatory",
          message: expect.stringContaining("group-second is protected") as string,
          urn: resource("group-second").urn,
        },
      ]);
    });
  });
}

/** Only resources that every engine has without a plugin. */
const agreedProgram = `
const config = new pulumi.Config();
class Group extends pulumi.ComponentResource {
  constructor(name, input, opts) {
    super("small:index:Group", name, {}, opts);
    this.second = new pulumi.Stash(name + "-second", { input }, { parent: this });
    this.registerOutputs({});
  }
}
const box = new pulumi.Stash("box", { input: { size: 3, lid: true } });
new Group("group", box.output, { protect: true });
module.exports = { password: config.requireSecret("password"), id: box.id };
`;

const agreedPolicy = `{
  name: "no-protection",
  description: "Stashes are not protected.",
  validateResource: (args, report) => {
    if (args.type === "pulumi:index:Stash" && args.opts.protect) report(args.name + " is protected");
  },
}`;
