import { createRequire } from "node:module";
import { join } from "node:path";
import { EngineError } from "../engine";

/** The SDK's own entry point, as installed for the program or pack. Throws EngineError where it is not. */
export function resolveSdk(directory: string, command: "run" | "run-policy-pack"): string {
  try {
    return createRequire(join(directory, "index.js")).resolve(`@pulumi/pulumi/cmd/${command}`);
  } catch {
    throw new EngineError(`@pulumi/pulumi is not installed for ${directory}; run npm install there`);
  }
}
