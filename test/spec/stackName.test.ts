import { expect, it } from "vitest";
import { StackFileError } from "../../spec/problems";
import { checkStackName } from "../../spec/stackName";

it.each(["us-east-1", "a", "ap-southeast-2-development", "r".repeat(40)])("%s may name a stack", (name) => {
  expect(() => checkStackName(name, `stacks/${name}.yaml`)).not.toThrow();
});

it.each(["1-region", "Prod", "us_east_1", "us.east", "us-", "r".repeat(41)])(
  "%s may not, and is told what may",
  (name) => {
    expect(() => checkStackName(name, `stacks/${name}.yaml`)).toThrow(StackFileError);
    expect(() => checkStackName(name, `stacks/${name}.yaml`)).toThrow(
      new RegExp(`stacks/${name}.yaml:1:1: .*found ${name}.*up to 39 lower-case letters`),
    );
  },
);
