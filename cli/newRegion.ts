import type { Environment } from "../spec/stack";
import { chooseRegion } from "./stacks";

/** Options of `aidc region new`. */
export interface NewOptions {
  from?: string;
  name?: string;
  environment?: Environment;
  type: Record<string, string>;
  dryRun?: boolean;
  json?: boolean;
}

/** What to make, once nothing is left to ask. */
export interface NewRegion extends NewOptions {
  region: string;
  from: string;
  name: string;
}

/** The stack that a new region takes after, where none is named. */
export const defaultSource = "us-east-1";

export const environments: Environment[] = ["production", "staging", "development"];

/** What the options leave open. */
export function defaults(region: string, { from = defaultSource, name, environment }: Omit<NewOptions, "type">) {
  const outside = environment ?? chooseRegion(from).stack.environment;
  return { from, name: name ?? (outside === "production" ? region : `${region}-${outside}`) };
}
