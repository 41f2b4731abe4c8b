import { resolve } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { Region } from "./components/region";
import { loadStack, resolveStackFile } from "./spec/load";
import { StackFileError } from "./spec/problems";

/** The Pulumi program: makes what the selected stack's file declares, and exports what other stacks need of it. */
export = () => {
  const project = resolve(__dirname, "..");
  try {
    const file = resolveStackFile(
      new pulumi.Config("aidc").get("file") || pulumi.getStack(),
      resolve(project, "stacks"),
    );
    return new Region(pulumi.getStack(), loadStack(resolve(project, file)).stack).outputs();
  } catch (error) {
    if (error instanceof StackFileError) throw new pulumi.RunError(error.message);
    throw error;
  }
};
