import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as pulumi from "@pulumi/pulumi";
import * as components from "./index";

type Component = new (
  name: string,
  args: pulumi.Inputs,
  opts: pulumi.ComponentResourceOptions,
) => pulumi.ComponentResource & Record<string, pulumi.Input<unknown>>;

interface Schema {
  version: string;
  resources: Record<string, { properties?: Record<string, unknown> }>;
}

/**
 * Makes the package's components for programs in other languages. The schema is written by `npm run plugin-schema`: the SDK's own host
 * would compile the sources at each start.
 */
export class ComponentPackage implements pulumi.provider.Provider {
  readonly version: string;
  private readonly described: Schema;

  constructor() {
    this.described = JSON.parse(this.schemaText()) as Schema;
    this.version = this.described.version;
  }

  private schemaText(): string {
    return readFileSync(createRequire(__filename).resolve("#plugin/schema.json"), "utf8");
  }

  getSchema(): Promise<string> {
    return Promise.resolve(this.schemaText());
  }

  /** @throws Error where the package has no component of the type. */
  construct(
    name: string,
    type: string,
    inputs: pulumi.Inputs,
    options: pulumi.ComponentResourceOptions,
  ): Promise<pulumi.provider.ConstructResult> {
    const component = (components as unknown as Record<string, Component | undefined>)[type.split(":")[2] ?? ""];
    const described = this.described.resources[type];
    if (!component || !described) throw new Error(`the package aidc has no component ${type}`);
    const made = new component(name, inputs, options);
    const state = Object.fromEntries(Object.keys(described.properties ?? {}).map((key) => [key, made[key]]));
    return Promise.resolve({ urn: made.urn, state });
  }
}

/** Serves the engine that started this process. */
export const serve = () => pulumi.provider.main(new ComponentPackage(), process.argv.slice(2));
