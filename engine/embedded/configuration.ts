import { existsSync } from "node:fs";
import { join } from "node:path";
import { EngineError, type PreviewRequest } from "../engine";
import { unknownValue } from "../values";
import { isRecord, type Project, readYaml } from "./project";

/** The stack's configuration as the SDK takes it: every value a text, structures as JSON. */
export interface Configuration {
  values: Record<string, string>;
  secretKeys: string[];
  /** Keys that only the stack's encryption key opens. */
  encryptedKeys: string[];
}

/**
 * The project's defaults, overlaid by `Pulumi.<stack>.yaml`, overlaid by the request. A `secure:` value cannot be opened here:
 * it becomes a secret that is unknown, so that what is made of it is an unknown secret as well.
 */
export function readConfiguration(project: Project, request: PreviewRequest): Configuration {
  const values = new Map<string, string>();
  const secrets = new Set<string>();
  const encrypted = new Set<string>();
  const file = join(project.stackConfigDirectory, `Pulumi.${request.stack}.yaml`);
  const stackConfig = existsSync(file) ? readYaml(file).config : {};

  for (const [key, value] of projectDefaults(project)) values.set(key, value);
  for (const [name, value] of Object.entries(isRecord(stackConfig) ? stackConfig : {})) {
    const key = fullKey(project, name);
    if (hasSecure(value)) encrypted.add(key);
    values.set(key, textOf(withoutSecure(value)));
  }
  for (const [name, value] of Object.entries(request.config ?? {})) values.set(fullKey(project, name), value);
  for (const [name, value] of Object.entries(request.secretConfig ?? {})) {
    const key = fullKey(project, name);
    values.set(key, value);
    secrets.add(key);
  }
  for (const key of Object.keys({ ...request.config, ...request.secretConfig }))
    encrypted.delete(fullKey(project, key));
  for (const key of [...encrypted, ...declaredSecrets(project)]) if (values.has(key)) secrets.add(key);
  requireDeclared(project, values, request.stack, file);
  return {
    values: Object.fromEntries([...values].sort(([a], [b]) => (a < b ? -1 : 1))),
    secretKeys: [...secrets].sort(),
    encryptedKeys: [...encrypted].sort(),
  };
}

const fullKey = (project: Project, key: string) => (key.includes(":") ? key : `${project.name}:${key}`);

function* projectDefaults(project: Project): Generator<[string, string]> {
  for (const [name, declared] of Object.entries(project.config)) {
    const value = isRecord(declared) ? (declared.value ?? declared.default) : declared;
    if (value !== undefined && value !== null) yield [fullKey(project, name), textOf(value)];
  }
}

function declaredSecrets(project: Project): string[] {
  const secret = Object.entries(project.config).filter(
    ([, declared]) => isRecord(declared) && declared.secret === true,
  );
  return secret.map(([name]) => fullKey(project, name));
}

/** A key declared with a type and no default must be set, as `pulumi` demands. */
function requireDeclared(project: Project, values: Map<string, string>, stack: string, file: string) {
  const missing = Object.entries(project.config)
    .filter(([, declared]) => isRecord(declared) && typeof declared.type === "string")
    .map(([name]) => fullKey(project, name))
    .filter((key) => !values.has(key));
  if (missing.length > 0) {
    throw new EngineError(
      `Stack '${stack}' is missing configuration value '${missing.join("', '")}'; set it in ${file}`,
    );
  }
}

function hasSecure(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasSecure);
  return isRecord(value) && (typeof value.secure === "string" || Object.values(value).some(hasSecure));
}

function withoutSecure(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecure);
  if (!isRecord(value)) return value;
  if (typeof value.secure === "string") return unknownValue;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutSecure(inner)]));
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
