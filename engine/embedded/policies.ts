import { AnalyzeStackRequest } from "@pulumi/pulumi/proto/analyzer_pb";
import type { Diagnostic, PolicyPackInfo, PolicyPackRequest, PolicyViolation, PropertyMap } from "../engine";
import { containsSecret, makeSecret, mapProperties } from "../values";
import { analyzeRequest, remediateRequest, stackResource, violationOf } from "./policyMessages";
import { type PackContext, PolicyPack } from "./policyPack";
import { fromStruct } from "./rpc";
import type { ResourceState } from "./state";

/**
 * The packs of a preview. The order of what each pack sees is the engine's own; an analysis is not waited for, since nothing that
 * follows in a preview depends on it.
 */
export class Policies {
  readonly violations: PolicyViolation[] = [];
  readonly diagnostics: Diagnostic[] = [];
  private readonly starting: Promise<PolicyPack[]>;
  private readonly running: Promise<void>[] = [];
  /** Resources are shown one after the other, as they were registered. */
  private shown: Promise<void>;

  constructor(requests: PolicyPackRequest[], context: PackContext) {
    this.starting = startAll(requests, context);
    this.shown = this.starting.then(() => undefined);
    this.shown.catch(() => undefined);
  }

  ready(): Promise<PolicyPack[]> {
    return this.starting;
  }

  /** Lets each pack change the inputs, one after the other, then has all of them judge what came out. */
  judge(state: ResourceState, provider: ResourceState | undefined): Promise<void> {
    this.shown = this.shown.then(() => this.show(state, provider));
    this.shown.catch(() => undefined);
    return this.shown;
  }

  private async show(state: ResourceState, provider: ResourceState | undefined): Promise<void> {
    const packs = await this.starting;
    for (const pack of packs) if (pack.remediates) await this.remediate(pack, state, provider);
    if (packs.length > 0) {
      const request = analyzeRequest(state, provider);
      for (const pack of packs) this.running.push(this.collect(pack, pack.analyze(request), state.urn));
    }
  }

  /** Waits for every analysis, then shows each pack the whole stack. */
  async judgeStack(states: ResourceState[], providerOf: (state: ResourceState) => ResourceState | undefined) {
    const packs = await this.starting;
    await this.settle();
    if (packs.length === 0 || this.diagnostics.length > 0) return;
    const request = new AnalyzeStackRequest();
    request.setResourcesList(states.map((state) => stackResource(state, providerOf(state))));
    await Promise.all(packs.map((pack) => this.collect(pack, pack.analyzeStack(request))));
  }

  /** Waits for the analyses under way: a program that failed has no stack to judge. */
  async settle(): Promise<void> {
    await this.shown;
    await Promise.all(this.running);
  }

  async info(): Promise<PolicyPackInfo[]> {
    return (await this.starting).map((pack) => pack.info);
  }

  async close(): Promise<void> {
    const packs = await this.starting.catch(() => []);
    await Promise.all(packs.map((pack) => pack.close()));
  }

  private async remediate(pack: PolicyPack, state: ResourceState, provider: ResourceState | undefined) {
    const answer = pack.remediate(remediateRequest(state, provider));
    const response = await answer.catch((error: unknown) => this.report(pack, error, state.urn));
    for (const remediation of response?.getRemediationsList() ?? []) {
      const properties = remediation.getProperties();
      if (properties) state.inputs = withSecretsOf(state.inputs, fromStruct(properties));
      if (!remediation.getDiagnostic()) continue;
      this.violations.push({
        pack: remediation.getPolicypackname(),
        policy: remediation.getPolicyname(),
        enforcementLevel: "advisory",
        message: remediation.getDiagnostic(),
        urn: state.urn,
      });
    }
  }

  private async collect(pack: PolicyPack, answer: ReturnType<PolicyPack["analyze"]>, urn?: string): Promise<void> {
    const response = await answer.catch((error: unknown) => this.report(pack, error, urn));
    for (const diagnostic of response?.getDiagnosticsList() ?? []) this.violations.push(violationOf(diagnostic, urn));
  }

  /** A policy that failed to judge fails the preview. */
  private report(pack: PolicyPack, error: unknown, urn?: string): undefined {
    const message = `policy pack ${pack.info.name}: ${error instanceof Error ? error.message : String(error)}`;
    this.diagnostics.push({ severity: "error", message, ...(urn ? { urn } : {}) });
  }
}

/** Starts the packs side by side; if one fails, none is left running. */
async function startAll(requests: PolicyPackRequest[], context: PackContext): Promise<PolicyPack[]> {
  const outcomes = await Promise.allSettled(requests.map((request) => PolicyPack.start(request, context)));
  const packs = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
  const failed = outcomes.find((outcome) => outcome.status === "rejected");
  if (!failed) return packs;
  await Promise.all(packs.map((pack) => pack.close()));
  throw failed.reason;
}

/** A remediation that copies what it was given hands secrets back bare: where they were, they stay secret. */
function withSecretsOf(before: PropertyMap, after: PropertyMap): PropertyMap {
  return mapProperties(after, (value, name) =>
    containsSecret(before[name]) && !containsSecret(value) ? makeSecret(value) : value,
  );
}
