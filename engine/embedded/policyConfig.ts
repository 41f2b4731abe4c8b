import { type AnalyzerInfo, EnforcementLevel as Level, type PolicyInfo } from "@pulumi/pulumi/proto/analyzer_pb";
import {
  EngineError,
  type EnforcementLevel,
  type PolicyPackRequest,
  type PropertyMap,
  type PropertyValue,
} from "../engine";
import { isObject } from "../values";
import { isRecord } from "./project";
import { fromStruct } from "./rpc";

export interface PolicySettings {
  enforcementLevel: EnforcementLevel;
  properties: PropertyMap;
}

export const levelNumber: Record<EnforcementLevel, Level> = {
  advisory: Level.ADVISORY,
  mandatory: Level.MANDATORY,
  disabled: Level.DISABLED,
  remediate: Level.REMEDIATE,
};

export function levelName(level: Level): EnforcementLevel {
  const names: Record<Level, EnforcementLevel> = {
    [Level.ADVISORY]: "advisory",
    [Level.MANDATORY]: "mandatory",
    [Level.DISABLED]: "disabled",
    [Level.REMEDIATE]: "remediate",
  };
  return names[level];
}

type Overlay = Map<string, Partial<PolicySettings>>;

/**
 * Every policy's level and parameters: the schema's defaults, overlaid by the pack's own configuration, overlaid by the
 * request's; in each, `all` before single policies. Throws EngineError where the outcome does not fit a policy's schema.
 */
export async function policySettings(
  info: AnalyzerInfo,
  request: PolicyPackRequest,
): Promise<Map<string, PolicySettings>> {
  const policies = info.getPoliciesList();
  const settings = new Map(policies.map((policy) => [policy.getName(), defaultsOf(policy)]));
  apply(settings, initialOverlay(info));
  apply(settings, requestedOverlay(request));
  const problems = await schemaProblems(policies, settings);
  if (problems.length > 0) {
    throw new EngineError([`policy pack ${request.directory} refuses its configuration:`, ...problems].join("\n  "));
  }
  return settings;
}

function defaultsOf(policy: PolicyInfo): PolicySettings {
  const properties: PropertyMap = {};
  for (const [name, schema] of Object.entries(fromStruct(policy.getConfigschema()?.getProperties()))) {
    if (isObject(schema) && schema.default !== undefined) properties[name] = schema.default;
  }
  return { enforcementLevel: levelName(policy.getEnforcementlevel()), properties };
}

function initialOverlay(info: AnalyzerInfo): Overlay {
  const overlay: Overlay = new Map();
  for (const [name, config] of info.getInitialconfigMap().entries()) {
    const enforcementLevel = levelName(config.getEnforcementlevel());
    overlay.set(name, { enforcementLevel, properties: fromStruct(config.getProperties()) });
  }
  return overlay;
}

function requestedOverlay({ config = {}, directory }: PolicyPackRequest): Overlay {
  const overlay: Overlay = new Map();
  for (const [name, value] of Object.entries(config)) {
    const given = isRecord(value) ? value : { enforcementLevel: value };
    const { enforcementLevel, ...properties } = given;
    if (enforcementLevel !== undefined && !isLevel(enforcementLevel)) {
      const allowed = Object.keys(levelNumber).join(", ");
      const found = JSON.stringify(enforcementLevel);
      throw new EngineError(`policy pack ${directory}: ${name}: ${found} is no enforcement level; one of ${allowed}`);
    }
    overlay.set(name, {
      ...(enforcementLevel ? { enforcementLevel } : {}),
      properties: properties as Record<string, PropertyValue>,
    });
  }
  return overlay;
}

const isLevel = (value: unknown): value is EnforcementLevel => typeof value === "string" && value in levelNumber;

function apply(settings: Map<string, PolicySettings>, overlay: Overlay) {
  const all = overlay.get("all")?.enforcementLevel;
  if (all) for (const policy of settings.values()) policy.enforcementLevel = all;
  for (const [name, { enforcementLevel, properties }] of overlay) {
    const policy = settings.get(name);
    if (!policy) continue;
    policy.enforcementLevel = enforcementLevel ?? policy.enforcementLevel;
    policy.properties = { ...policy.properties, ...properties };
  }
}

async function schemaProblems(policies: PolicyInfo[], settings: Map<string, PolicySettings>): Promise<string[]> {
  const propertiesOf = (policy: PolicyInfo) => settings.get(policy.getName())?.properties ?? {};
  const set = policies.filter(
    (policy) =>
      Object.keys(propertiesOf(policy)).length + (policy.getConfigschema()?.getRequiredList().length ?? 0) > 0,
  );
  if (set.length === 0) return [];
  // Loaded here, since it is heavy and most packs run with what they have.
  const { Ajv } = await import("ajv");
  const ajv = new Ajv({ allErrors: true, strict: false });
  return set.flatMap((policy) => {
    const schema = policy.getConfigschema();
    const properties = fromStruct(schema?.getProperties());
    ajv.validate({ type: "object", properties, required: schema?.getRequiredList() ?? [] }, propertiesOf(policy));
    return (ajv.errors ?? []).map(({ instancePath, message }) =>
      `${policy.getName()}: ${instancePath.slice(1)} ${message ?? ""}`.replace(/\s+/g, " "),
    );
  });
}
