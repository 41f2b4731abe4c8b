import {
  type AnalyzeDiagnostic,
  type AnalyzerInfo,
  AnalyzeRequest,
  AnalyzerPropertyDependencies,
  AnalyzerProviderResource,
  AnalyzerResource,
  AnalyzerResourceOptions,
  PolicySeverity,
} from "@pulumi/pulumi/proto/analyzer_pb";
import type { PolicyInfo, PolicyPackInfo, PolicyViolation, PropertyMap, PropertyValue } from "../engine";
import { parseUrn } from "../urn";
import { isResourceReference, mapProperties, mapValue } from "../values";
import { levelName, type PolicySettings } from "./policyConfig";
import { toStruct } from "./rpc";
import type { ResourceState } from "./state";

/** A resource as `Analyze` takes it: its inputs, without what is the engine's own. */
export function analyzeRequest(state: ResourceState, provider: ResourceState | undefined): AnalyzeRequest {
  return fill(new AnalyzeRequest(), state, provider).setProperties(toStruct(withoutInternal(state.inputs)));
}

/** As `analyzeRequest`; remediation keeps the engine's own properties, since what it returns takes the inputs' place. */
export function remediateRequest(state: ResourceState, provider: ResourceState | undefined): AnalyzeRequest {
  return fill(new AnalyzeRequest(), state, provider).setProperties(toStruct(plain(state.inputs)));
}

/** A resource as `AnalyzeStack` takes it: its outputs, its parent and what it depends on. */
export function stackResource(state: ResourceState, provider: ResourceState | undefined): AnalyzerResource {
  const message = fill(new AnalyzerResource(), state, provider)
    .setProperties(toStruct(withoutInternal(state.outputs)))
    .setParent(state.parent)
    .setDependenciesList(state.dependencies);
  for (const [property, urns] of Object.entries(state.propertyDependencies)) {
    if (urns.length === 0) continue;
    message.getPropertydependenciesMap().set(property, new AnalyzerPropertyDependencies().setUrnsList(urns));
  }
  return message;
}

function fill<Message extends AnalyzeRequest | AnalyzerResource>(
  message: Message,
  state: ResourceState,
  provider: ResourceState | undefined,
): Message {
  message.setType(state.type).setUrn(state.urn).setName(state.name).setOptions(optionsOf(state));
  if (provider) {
    const properties = toStruct(withoutInternal(provider.inputs));
    message.setProvider(
      new AnalyzerProviderResource()
        .setType(provider.type)
        .setUrn(provider.urn)
        .setName(provider.name)
        .setProperties(properties),
    );
  }
  return message;
}

function optionsOf(state: ResourceState): AnalyzerResourceOptions {
  const { create, update, delete: remove } = state.timeouts;
  return new AnalyzerResourceOptions()
    .setProtect(state.protect ?? false)
    .setIgnorechangesList(state.ignoreChanges)
    .setDeletebeforereplace(state.deleteBeforeReplace ?? false)
    .setDeletebeforereplacedefined(state.deleteBeforeReplace !== undefined)
    .setAdditionalsecretoutputsList(state.additionalSecretOutputs)
    .setAliasesList(state.change.previousUrn ? [state.change.previousUrn] : [])
    .setCustomtimeouts(
      new AnalyzerResourceOptions.CustomTimeouts().setCreate(create).setUpdate(update).setDelete(remove),
    )
    .setParent(state.parent);
}

/** References become what they refer to: an id, or the URN where there is none. */
function plain(properties: PropertyMap): PropertyMap {
  return mapProperties(properties, (value) => mapValue(value, referenceTarget));
}

function referenceTarget(value: PropertyValue): PropertyValue | undefined {
  if (!isResourceReference(value)) return undefined;
  return value.id === undefined || value.id === null ? (value.urn ?? "") : value.id;
}

function withoutInternal(properties: PropertyMap): PropertyMap {
  const names = Object.keys(properties).filter((name) => !name.startsWith("__"));
  return plain(Object.fromEntries(names.map((name) => [name, properties[name] ?? null])));
}

const severities: Partial<Record<PolicySeverity, NonNullable<PolicyInfo["severity"]>>> = {
  [PolicySeverity.POLICY_SEVERITY_LOW]: "low",
  [PolicySeverity.POLICY_SEVERITY_MEDIUM]: "medium",
  [PolicySeverity.POLICY_SEVERITY_HIGH]: "high",
  [PolicySeverity.POLICY_SEVERITY_CRITICAL]: "critical",
};

/** `urn` is the resource that was analysed; a stack policy names its own, or none. */
export function violationOf(diagnostic: AnalyzeDiagnostic, urn?: string): PolicyViolation {
  const severity = severities[diagnostic.getSeverity()];
  const subject = diagnostic.getUrn() || urn;
  return {
    pack: diagnostic.getPolicypackname(),
    policy: diagnostic.getPolicyname(),
    enforcementLevel: levelName(diagnostic.getEnforcementlevel()),
    ...(severity ? { severity } : {}),
    message: violationMessage(diagnostic),
    ...(subject && parseUrn(subject).name ? { urn: subject } : {}),
  };
}

/** The SDK puts the policy's description before what it found: only the latter says something new. */
function violationMessage(diagnostic: AnalyzeDiagnostic): string {
  const [message, description] = [diagnostic.getMessage(), diagnostic.getDescription()];
  return message.startsWith(`${description}\n`) ? message.slice(description.length + 1) : message;
}

export function packInfo(info: AnalyzerInfo, directory: string, settings: Map<string, PolicySettings>): PolicyPackInfo {
  const policies = info.getPoliciesList().map((policy): PolicyInfo => {
    const severity = severities[policy.getSeverity()];
    return {
      name: policy.getName(),
      displayName: policy.getDisplayname(),
      description: policy.getDescription(),
      enforcementLevel: settings.get(policy.getName())?.enforcementLevel ?? levelName(policy.getEnforcementlevel()),
      ...(severity ? { severity } : {}),
      ...(policy.getRemediationSteps() ? { remediationSteps: policy.getRemediationSteps() } : {}),
      ...(policy.getUrl() ? { url: policy.getUrl() } : {}),
    };
  });
  return { name: info.getName(), version: info.getVersion(), directory, policies };
}
