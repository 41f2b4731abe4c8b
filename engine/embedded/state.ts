import type { PropertyMap, ResourceChange } from "../engine";

export interface Timeouts {
  create: number;
  update: number;
  delete: number;
}

/** An alias as the program gave it: a URN, or the parts in which the resource was different. */
export type Alias =
  | { urn: string }
  | { name?: string; type?: string; stack?: string; project?: string; parent?: string; noParent?: boolean };

/** What a program asks for. */
export interface Goal {
  type: string;
  name: string;
  custom: boolean;
  parent: string;
  /** URN::id, empty for components and providers. */
  provider: string;
  inputs: PropertyMap;
  dependencies: string[];
  propertyDependencies: Record<string, string[]>;
  protect: boolean | undefined;
  retainOnDelete: boolean | undefined;
  deletedWith: string;
  deleteBeforeReplace: boolean | undefined;
  aliases: Alias[];
  ignoreChanges: string[];
  replaceOnChanges: string[];
  additionalSecretOutputs: string[];
  timeouts: Timeouts;
  /** The physical id to adopt, empty for none. */
  importId: string;
  sourcePosition: string | undefined;
}

/** What would stand after the preview's step. */
export interface ResourceState extends Goal {
  urn: string;
  /** Empty where only the deployment can tell. */
  id: string;
  outputs: PropertyMap;
  external: boolean;
  /** Every URN its aliases stand for. */
  aliasUrns: string[];
  change: ResourceChange;
}
