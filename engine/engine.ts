/**
 * What an engine does: run a Pulumi program as `pulumi preview` would, show each resource to the policy packs, and hand
 * back what would be made. Two hosts implement it: `embedded` (this process, offline) and `pulumi` (the installed CLI).
 */
export interface Engine {
  preview(request: PreviewRequest): Promise<PreviewResult>;
}

export interface PreviewRequest {
  /** Folder of the program's `Pulumi.yaml`. */
  projectDirectory: string;
  stack: string;
  /** Default: `organization`. */
  organization?: string;
  /** Configuration over `Pulumi.<stack>.yaml`, keys as `namespace:name`. */
  config?: Record<string, string>;
  /** As `config`, for values that must stay secret. */
  secretConfig?: Record<string, string>;
  policyPacks?: PolicyPackRequest[];
  /** Outputs of other stacks that `StackReference` reads, by `organization/project/stack`. Of others they are unknown. */
  stackOutputs?: StackOutputs;
  /** Answers a provider function call, or undefined where only a cloud can know. Default: nothing is known. */
  invoke?: (token: string, args: Record<string, PropertyValue>) => Record<string, PropertyValue> | undefined;
  /** What stands already: `pulumi stack export`'s resources or another preview's. Without it, every resource is a create. */
  previous?: PreviousResource[];
  onEvent?: (event: EngineEvent) => void;
  /** Variables that the program and the packs see, over a minimal environment without any credentials. */
  environment?: Record<string, string>;
  /** A program that neither ends nor registers anything for this long is ended. Default 60. */
  hangSeconds?: number;
  /** Ends the embedded engine's preview, which then rejects. */
  signal?: AbortSignal;
}

/** Listed, or found when the program asks for them, such as by previewing that stack. */
export type StackOutputs =
  Record<string, PropertyMap> | ((stack: string) => Promise<PropertyMap | undefined> | PropertyMap | undefined);

export interface PolicyPackRequest {
  /** Folder of the pack's `PulumiPolicy.yaml`. */
  directory: string;
  /** As `--policy-pack-config`: by policy name, an enforcement level or an object with `enforcementLevel` and parameters. */
  config?: Record<string, unknown>;
}

/**
 * A property as Pulumi's protocol writes it in JSON: unknown values, secrets, assets and resource references are marked
 * by Pulumi's own signatures (`engine/values.ts` reads them), so that a plan and a `pulumi stack export` read alike.
 */
export type PropertyValue = null | boolean | number | string | PropertyValue[] | { [key: string]: PropertyValue };
export type PropertyMap = Record<string, PropertyValue>;

export interface PreviewResult {
  /** In the order of URNs' dependencies, ties by URN: the same on every run. */
  resources: PreviewResource[];
  outputs: PropertyMap;
  packs: PolicyPackInfo[];
  violations: PolicyViolation[];
  diagnostics: Diagnostic[];
  /** Resources in `previous` that the program no longer makes. */
  deleted: PreviousResource[];
}

export interface PreviewResource {
  urn: string;
  type: string;
  name: string;
  custom: boolean;
  parent?: string;
  /** URN::id of the provider, empty for components. */
  provider?: string;
  inputs: PropertyMap;
  /** Inputs with output-only properties unknown; a component's registered outputs. */
  outputs: PropertyMap;
  dependencies: string[];
  propertyDependencies: Record<string, string[]>;
  protect: boolean;
  retainOnDelete: boolean;
  aliases: string[];
  ignoreChanges: string[];
  additionalSecretOutputs: string[];
  external: boolean;
  change: ResourceChange;
  /** Program position `file:line` that made the resource, relative to the project folder, where the SDK tells. */
  sourcePosition?: string;
}

export type ChangeKind = "create" | "update" | "replace" | "delete" | "same" | "read";

export interface ResourceChange {
  kind: ChangeKind;
  /** Property paths that differ, for update and replace; those that force a replacement are also in `replaceKeys`. */
  differingKeys?: string[];
  replaceKeys?: string[];
  /** The URN it had before, where an alias matched. */
  previousUrn?: string;
}

export interface PreviousResource {
  urn: string;
  type: string;
  id?: string;
  custom: boolean;
  parent?: string;
  inputs: PropertyMap;
  /** What the provider said of it: a `pulumi stack export` has it, another preview does not. */
  outputs?: PropertyMap;
  protect?: boolean;
  /** It leaves the state when it is deleted, and stays in the cloud. */
  retainOnDelete?: boolean;
  dependencies?: string[];
  propertyDependencies?: Record<string, string[]>;
}

export interface PolicyPackInfo {
  name: string;
  version: string;
  directory: string;
  policies: PolicyInfo[];
}

export interface PolicyInfo {
  name: string;
  displayName: string;
  description: string;
  enforcementLevel: EnforcementLevel;
  severity?: "low" | "medium" | "high" | "critical";
  remediationSteps?: string;
  url?: string;
}

export type EnforcementLevel = "advisory" | "mandatory" | "remediate" | "disabled";

export interface PolicyViolation {
  pack: string;
  policy: string;
  enforcementLevel: EnforcementLevel;
  severity?: PolicyInfo["severity"];
  message: string;
  /** Absent where a stack policy speaks of the stack as a whole. */
  urn?: string;
}

export interface Diagnostic {
  severity: "debug" | "info" | "warning" | "error";
  message: string;
  urn?: string;
}

export type EngineEvent =
  | { kind: "started" }
  | { kind: "resource"; urn: string; registered: number }
  | { kind: "diagnostic"; diagnostic: Diagnostic }
  | { kind: "policies"; pack: string }
  | { kind: "step"; step: Step; state: "started" | "done" | "failed" };

/** What a deployment does to one resource, or finds of it. */
export interface Step {
  urn: string;
  type: string;
  op: "create" | "update" | "replace" | "delete" | "read" | "refresh";
}

/** The program, a pack or the host could not run at all. The message is for the user: no stack trace. */
export class EngineError extends Error {
  override name = "EngineError";
}
