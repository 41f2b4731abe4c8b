import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { fitNames, fittedName } from "../../components/autonaming";
import { register } from "./harness";

class Holder extends pulumi.ComponentResource {
  constructor(build: (opts: pulumi.CustomResourceOptions) => void, opts: pulumi.ComponentResourceOptions) {
    super("test:index:Holder", "holder", {}, fitNames(opts));
    build({ parent: this });
  }
}

const long = (length: number) => "a-name-of-".repeat(10).slice(0, length - 1) + "z";

describe("names of what a region makes", () => {
  it("are Pulumi's as far as they have room, then begin with a part of the resource's own", async () => {
    const made = await register((opts) => {
      new Holder((child) => {
        new iam.Role(long(56), { assumeRolePolicy: "{}" }, child);
        new iam.Role(long(57), { assumeRolePolicy: "{}" }, child);
        new iam.Role(`${long(57)}-named`, { name: "named", assumeRolePolicy: "{}" }, child);
        new s3.Bucket(long(56), {}, child);
        new cloudwatch.LogGroup(long(90), {}, child);
      }, opts);
    });
    const prefixes = Object.fromEntries(
      made.map(({ type, name, inputs: { namePrefix, bucketPrefix } }) => [
        `${type.split(":")[2]} of ${name.length}`,
        namePrefix ?? bucketPrefix,
      ]),
    );
    expect(prefixes).toEqual({
      "Holder of 6": undefined,
      "Role of 56": undefined,
      "Role of 57": "a-name-of-a-name-of-a-name-of-a-name-",
      "Role of 63": undefined,
      "Bucket of 56": "a-name-of-a-name-of-a-name-of-a-name-",
      "LogGroup of 90": undefined,
    });
  });

  it("that somebody must give are told apart by a hash where they do not fit", () => {
    const [first, second] = [fittedName(`${long(60)}-a`, 50), fittedName(`${long(60)}-b`, 50)];
    expect(fittedName("short", 50)).toBe("short");
    expect(first).toMatch(/^a-name-of-[a-z-]+-[0-9a-f]{7}$/);
    expect(first).not.toBe(second);
    expect([first.length <= 50, second.length <= 50]).toEqual([true, true]);
  });
});
