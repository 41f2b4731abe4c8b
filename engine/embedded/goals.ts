import { isAbsolute, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Alias as AliasMessage } from "@pulumi/pulumi/proto/alias_pb";
import type {
  ReadResourceRequest,
  RegisterResourceRequest,
  TransformResourceOptions,
} from "@pulumi/pulumi/proto/resource_pb";
import type { SourcePosition } from "@pulumi/pulumi/proto/source_pb";
import type { PropertyMap } from "../engine";
import { isProviderType } from "../urn";
import { mapProperties, settle } from "../values";
import { dependenciesOf } from "./registrations";
import { fromStruct } from "./rpc";
import type { Alias, Goal, Timeouts } from "./state";
import type { Transformed } from "./transforms";

/** What the program asks for, from its request as inheritance and transforms left it. */
export function goalOf(
  request: RegisterResourceRequest,
  { properties, options }: Transformed,
  provider: string,
  projectDirectory: string,
): Goal {
  const transformed = request.getTransformsList().length > 0;
  const dependencies = new Set(options.getDependsOnList());
  const byProperty = transformed ? {} : dependenciesOf(request);
  const inputs = mapProperties(properties, (value, name) => {
    const urns = new Set(byProperty[name]);
    const settled = settle(value, urns);
    byProperty[name] = [...urns].sort();
    if (transformed) for (const urn of urns) dependencies.add(urn);
    return settled;
  });
  return {
    type: request.getType(),
    name: request.getName(),
    custom: request.getCustom(),
    parent: request.getParent(),
    provider,
    inputs: isProviderType(request.getType()) ? providerInputs(inputs, options) : inputs,
    dependencies: [...dependencies].sort(),
    propertyDependencies: byProperty,
    protect: options.hasProtect() ? options.getProtect() : undefined,
    retainOnDelete: options.hasRetainOnDelete() ? options.getRetainOnDelete() : undefined,
    deletedWith: options.getDeletedWith(),
    deleteBeforeReplace: options.hasDeleteBeforeReplace() ? options.getDeleteBeforeReplace() : undefined,
    aliases: options.getAliasesList().map((alias) => aliasOf(alias, request.getAliasspecs())),
    ignoreChanges: options.getIgnoreChangesList(),
    replaceOnChanges: options.getReplaceOnChangesList(),
    additionalSecretOutputs: options.getAdditionalSecretOutputsList(),
    timeouts: timeoutsOf(options),
    importId: options.getImport(),
    sourcePosition: positionOf(request.getSourceposition(), projectDirectory),
  };
}

export function readGoal(request: ReadResourceRequest, provider: string, projectDirectory: string): Goal {
  return {
    type: request.getType(),
    name: request.getName(),
    custom: true,
    parent: request.getParent(),
    provider,
    inputs: settle(fromStruct(request.getProperties())) as PropertyMap,
    dependencies: [...request.getDependenciesList()].sort(),
    propertyDependencies: {},
    protect: undefined,
    retainOnDelete: undefined,
    deletedWith: "",
    deleteBeforeReplace: undefined,
    aliases: [],
    ignoreChanges: [],
    replaceOnChanges: [],
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    timeouts: { create: 0, update: 0, delete: 0 },
    importId: "",
    sourcePosition: positionOf(request.getSourceposition(), projectDirectory),
  };
}

/** A provider's plugin version and origin are inputs of its resource. */
function providerInputs(inputs: PropertyMap, options: TransformResourceOptions): PropertyMap {
  const [version, url] = [options.getVersion(), options.getPluginDownloadUrl()];
  return { ...inputs, ...(version ? { version } : {}), ...(url ? { __internal: { pluginDownloadURL: url } } : {}) };
}

/** SDKs from before alias specifications turned `noParent` around: an empty parent means none, and `noParent` the same parent. */
function aliasOf(alias: AliasMessage, properlySpecified: boolean): Alias {
  const spec = alias.getSpec();
  if (!spec) return { urn: alias.getUrn() };
  const parent = spec.getParenturn();
  const noParent = properlySpecified ? spec.getNoparent() : !parent && !spec.getNoparent();
  return {
    name: spec.getName(),
    type: spec.getType(),
    stack: spec.getStack(),
    project: spec.getProject(),
    parent,
    noParent,
  };
}

function timeoutsOf(options: TransformResourceOptions): Timeouts {
  const timeouts = options.getCustomTimeouts();
  return {
    create: seconds(timeouts?.getCreate() ?? ""),
    update: seconds(timeouts?.getUpdate() ?? ""),
    delete: seconds(timeouts?.getDelete() ?? ""),
  };
}

const unitSeconds: Record<string, number> = { h: 3600, m: 60, s: 1, ms: 1e-3, us: 1e-6, ns: 1e-9 };

/** A duration as Go writes it, `1h30m`, in seconds. */
function seconds(duration: string): number {
  const parts = [...duration.matchAll(/(\d+(?:\.\d+)?)(ms|us|ns|h|m|s)/g)];
  return parts.reduce((sum, [, amount, unit = "s"]) => sum + Number(amount) * (unitSeconds[unit] ?? 1), 0);
}

/** Where in the program's own code the resource was made. Positions elsewhere depend on where packages are installed. */
function positionOf(position: SourcePosition | undefined, projectDirectory: string): string | undefined {
  const uri = position?.getUri();
  if (!position || !uri?.startsWith("file:")) return undefined;
  const file = relative(projectDirectory, fileURLToPath(uri));
  const outside = file.startsWith("..") || isAbsolute(file) || /(^|[\\/])node_modules[\\/]/.test(file);
  return outside ? undefined : `${file.replaceAll("\\", "/")}:${position.getLine()}`;
}
