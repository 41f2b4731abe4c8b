import type { Diagnostic, EngineEvent, PreviewRequest, PreviewResult, PreviousResource, PropertyValue } from "./engine";

/** What changes a stack in the cloud, or asks the cloud about it. The embedded engine has none to ask. */
export interface Deployer {
  /** Previews with the policy packs, and keeps the plan that `apply` holds the update to. Makes the stack where there is none. */
  prepareUpdate(request: PreviewRequest): Promise<PreparedUpdate>;
  /** What the backend knows of the stack. Asks no provider. */
  standing(request: PreviewRequest): Promise<StandingStack>;
  /** URNs of what `destroy` would delete: none where a protected resource would fail it. Asks no provider. */
  previewDestroy(request: DestroyRequest): Promise<string[]>;
  /** Deletes what the stack made. A protected resource that is not excluded fails it, after others are gone. */
  destroy(request: DestroyRequest, run?: RunOptions): Promise<UpdateResult>;
  /** How what stands in the cloud differs from what was last deployed. Changes nothing, the state included. */
  drift(request: PreviewRequest): Promise<Drift>;
}

export interface DestroyRequest extends PreviewRequest {
  /** Leave what is protected, and what that depends on. */
  excludeProtected?: boolean;
}

export interface RunOptions {
  onEvent?: (event: EngineEvent) => void;
  /** Aborted: what is under way is finished, nothing new is begun. */
  signal?: AbortSignal;
}

/** An update as it was previewed, not yet begun. */
export interface PreparedUpdate {
  preview: PreviewResult;
  standing: StandingStack;
  /** Deploys what was previewed, packs on; a step that differs from the saved plan stops it. Only of a preview without errors. */
  apply: (run?: RunOptions) => Promise<UpdateResult>;
  /** Removes the saved plan. */
  discard: () => Promise<void>;
}

export interface StandingStack {
  resources: PreviousResource[];
  /** What an update that was cut off had begun: whether it happened, the state does not say. */
  interrupted: InterruptedOperation[];
}

export interface InterruptedOperation {
  urn: string;
  type: string;
  operation: "creating" | "updating" | "deleting" | "reading" | "importing";
}

/** What an update or destruction did, and where it stopped if it did. */
export interface UpdateResult {
  succeeded: boolean;
  /** How many resources of the cloud were changed, by what was done to them: create, update, replace, delete. */
  changes: Record<string, number>;
  /** URNs of what was done, in order. */
  done: string[];
  errors: Diagnostic[];
  outputs: Record<string, unknown>;
  interrupted: InterruptedOperation[];
}

export interface Drift {
  /** Resources asked about. */
  resources: number;
  drifted: DriftedResource[];
  errors: Diagnostic[];
}

export interface DriftedResource {
  urn: string;
  type: string;
  kind: "changed" | "deleted";
  /** By property path; of a deleted resource none. A secret's values are masked. */
  differences: PropertyDifference[];
}

export interface PropertyDifference {
  path: string;
  /** Absent where it was not set. */
  deployed?: PropertyValue;
  /** Absent where the cloud has none. */
  cloud?: PropertyValue;
}
