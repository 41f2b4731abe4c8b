import { resolve } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { Backbone } from "./components/backbone";
import { Region } from "./components/region";
import { loadStackFile, resolveStackFile } from "./spec/load";
import { StackFileError } from "./spec/problems";
import { checkStackName } from "./spec/stackName";

/** The Pulumi program: makes what the selected stack's file declares, and exports what other stacks need of it. */
export = () => {
  const project = resolve(__dirname, "..");
  try {
    const file = resolveStackFile(
      new pulumi.Config("aidc").get("file") || pulumi.getStack(),
      resolve(project, "stacks"),
    );
    const { stack } = loadStackFile(resolve(project, file));
    const name = pulumi.getStack();
    checkStackName(name, file);
    return (stack.kind === "Backbone" ? new Backbone(name, stack) : new Region(name, stack)).outputs();
  } catch (error) {
    if (error instanceof StackFileError) throw new pulumi.RunError(error.message);
    throw error;
  }
};
