import * as grpc from "@grpc/grpc-js";
import { withIgnoredChanges } from "../difference";
import type { Diagnostic, PropertyMap } from "../engine";
import { isProviderType, makeUrn, packageOf, parseProviderReference, parseUrn } from "../urn";
import { isSecret, makeSecret, unknownValue } from "../values";
import { aliasUrns } from "./aliases";
import type { PackageModules } from "./packageModules";
import type { Policies } from "./policies";
import { Previous, standingId, standingOutputs } from "./previous";
import { RpcError } from "./rpc";
import type { Goal, ResourceState } from "./state";
import { allTags, tagSettings } from "./tags";

export interface DeploymentContext {
  stack: string;
  project: string;
  previous: Previous;
  modules: PackageModules;
  policies: Policies;
  onResource: (urn: string, registered: number) => void;
}

/** What the program has asked for so far: each goal becomes the state that would stand after a deployment. */
export class Deployment {
  readonly states = new Map<string, ResourceState>();
  readonly diagnostics: Diagnostic[] = [];
  private readonly claimed = new Set<string>();
  private failure: string | undefined;

  constructor(private readonly context: DeploymentContext) {}

  /** Whether something happened after which the engine takes no more resources. */
  get aborted(): boolean {
    return this.failure !== undefined;
  }

  /** Ends the deployment: the program is told that the engine is gone, as the real one does. */
  abort(message: string, urn?: string): RpcError {
    if (!this.failure) this.diagnostics.push({ severity: "error", message, ...(urn ? { urn } : {}) });
    this.failure ??= message;
    return new RpcError(grpc.status.UNAVAILABLE, "resource monitor shut down");
  }

  async register(goal: Goal): Promise<ResourceState> {
    const urn = this.claim(goal);
    const aliases = aliasUrns(goal, { ...this.context, previousUrn: (of) => this.context.previous.previousUrn(of) });
    const previous = this.context.previous.match(urn, aliases);
    if (previous) goal.inputs = withIgnoredChanges(previous.inputs, goal.inputs, goal.ignoreChanges);
    const state = this.check({
      ...goal,
      urn,
      id: "",
      outputs: {},
      external: false,
      aliasUrns: aliases,
      change: { kind: "create" },
    });
    if (previous && previous.urn !== urn) state.change.previousUrn = previous.urn;
    const judged = this.context.policies
      .judge(state, this.providerOf(state))
      .then(() => void (state.change = this.context.previous.change(previous, urn, state)));
    // A component's answer carries no properties: its children need not wait until the packs have started.
    if (goal.custom) await judged;
    else judged.catch(() => undefined);
    state.id = goal.importId || standingId(previous, state.change);
    state.outputs = goal.custom
      ? this.outputsOf(state, previous ? standingOutputs(previous, state.change, state.inputs) : {})
      : {};
    return this.keep(state);
  }

  /** A resource that stands elsewhere: its id is known, and of its outputs what the program says itself. */
  read(goal: Goal, id: string, outputs: PropertyMap): ResourceState {
    const urn = this.claim(goal);
    const change = { kind: "read" } as const;
    const state: ResourceState = { ...goal, urn, id, outputs: {}, external: true, aliasUrns: [], change };
    state.outputs = this.outputsOf(state, outputs);
    return this.keep(state);
  }

  registerOutputs(urn: string, outputs: PropertyMap): void {
    const state = this.states.get(urn);
    if (state) state.outputs = outputs;
  }

  providerOf(state: ResourceState): ResourceState | undefined {
    return state.provider ? this.states.get(parseProviderReference(state.provider).urn) : undefined;
  }

  private claim(goal: Goal): string {
    if (this.failure) throw new RpcError(grpc.status.UNAVAILABLE, "resource monitor shut down");
    if (goal.parent && !this.claimed.has(goal.parent)) {
      throw new RpcError(grpc.status.UNKNOWN, `could not find parent resource ${goal.parent}`);
    }
    const urn = makeUrn(this.context.stack, this.context.project, goal.parent, goal.type, goal.name);
    if (this.claimed.has(urn)) throw this.abort(`Duplicate resource URN '${urn}'; try giving it a unique name`, urn);
    this.claimed.add(urn);
    return urn;
  }

  private keep(state: ResourceState): ResourceState {
    this.states.set(state.urn, state);
    this.context.onResource(state.urn, this.states.size);
    return state;
  }

  /** What the AWS provider's check adds to the inputs of whatever has tags. */
  private check(state: ResourceState): ResourceState {
    if (!state.custom || packageOf(state.type) !== "aws" || isProviderType(state.type)) return state;
    if (!this.context.modules.of(state.type).outputOnly.includes("tagsAll")) return state;
    const settings = tagSettings(this.providerOf(state)?.inputs);
    return { ...state, inputs: { ...state.inputs, tagsAll: allTags(state.inputs.tags, settings) } };
  }

  /** Inputs echoed, output-only properties unknown unless `known`, what the options call secret kept secret. */
  private outputsOf(state: ResourceState, known: PropertyMap): PropertyMap {
    const outputs: PropertyMap = {};
    if (!isProviderType(state.type)) {
      for (const name of this.context.modules.of(state.type).outputOnly) outputs[name] = unknownValue;
    }
    if (state.type === "pulumi:index:Stash") outputs.output = state.inputs.input ?? null;
    Object.assign(outputs, state.inputs, known);
    for (const name of state.additionalSecretOutputs) {
      const value = outputs[name] ?? unknownValue;
      outputs[name] = isSecret(value) ? value : makeSecret(value);
    }
    return outputs;
  }
}

export const stackOf = (states: Iterable<ResourceState>) =>
  [...states].find(({ urn }) => parseUrn(urn).qualifiedType === "pulumi:pulumi:Stack");
