import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import { type RegisterResourceRequest, TransformResourceOptions } from "@pulumi/pulumi/proto/resource_pb";
import { Alias as AliasMessage } from "@pulumi/pulumi/proto/alias_pb";
import { isProviderType, packageOf, parseProviderReference, parseUrn } from "../urn";
import { fromStruct } from "./rpc";
import type { Goal } from "./state";
import { type Callbacks, type Transformed, withDependencies } from "./transforms";

/** What children take from the resources above them. */
interface Inherited {
  goal: Goal;
  providers: Map<string, string>;
  transforms: Callback[];
}

/** Brings what a program asked for together with what its parents and the stack add to it. */
export class Registrations {
  readonly stackTransforms: Callback[] = [];
  private readonly above = new Map<string, Inherited>();

  constructor(private readonly callbacks: Callbacks) {}

  /** The resource's properties and options after inheritance and every transform: its own, its parents', the stack's. */
  async transform(request: RegisterResourceRequest): Promise<Transformed> {
    let current: Transformed = {
      properties: fromStruct(request.getObject()),
      options: this.optionsOf(request),
    };
    if (request.getTransformsList().length > 0) {
      current.properties = withDependencies(current.properties, dependenciesOf(request));
    }
    const subject = {
      type: request.getType(),
      name: request.getName(),
      custom: request.getCustom(),
      parent: request.getParent(),
    };
    for (const callback of this.transformsFor(request)) {
      current = await this.callbacks.transform(callback, subject, current);
    }
    this.addParentProviders(request, current.options);
    return current;
  }

  settled(urn: string, goal: Goal, request: RegisterResourceRequest, options: TransformResourceOptions): void {
    const providers = new Map(request.getCustom() ? [] : options.getProvidersMap().entries());
    this.above.set(urn, { goal, providers, transforms: request.getTransformsList() });
  }

  private *transformsFor(request: RegisterResourceRequest): Generator<Callback> {
    yield* request.getTransformsList();
    for (let urn = request.getParent(); urn; urn = this.above.get(urn)?.goal.parent ?? "") {
      yield* this.above.get(urn)?.transforms ?? [];
    }
    yield* this.stackTransforms;
  }

  private optionsOf(request: RegisterResourceRequest): TransformResourceOptions {
    const parent = this.above.get(request.getParent())?.goal;
    const options = new TransformResourceOptions()
      .setDependsOnList(request.getDependenciesList())
      .setIgnoreChangesList(request.getIgnorechangesList())
      .setReplaceOnChangesList(request.getReplaceonchangesList())
      .setVersion(request.getVersion())
      .setAliasesList([
        ...request.getAliasurnsList().map((urn) => new AliasMessage().setUrn(urn)),
        ...request.getAliasesList(),
      ])
      .setProvider(this.providerFor(request))
      .setCustomTimeouts(request.getCustomtimeouts())
      .setPluginDownloadUrl(request.getPlugindownloadurl())
      .setDeletedWith(request.getDeletedwith() || (parent?.deletedWith ?? ""))
      .setAdditionalSecretOutputsList(request.getAdditionalsecretoutputsList())
      .setHooks(request.getHooks())
      .setImport(request.getImportid())
      .setHideDiffList(request.getHidediffsList())
      .setReplaceWithList(request.getReplaceWithList())
      .setReplacementTrigger(request.getReplacementTrigger());
    for (const [name, reference] of request.getProvidersMap().entries()) options.getProvidersMap().set(name, reference);
    if (request.getDeletebeforereplacedefined()) options.setDeleteBeforeReplace(request.getDeletebeforereplace());
    const protect = request.hasProtect() ? request.getProtect() : parent?.protect;
    if (protect !== undefined) options.setProtect(protect);
    const retain = request.hasRetainondelete() ? request.getRetainondelete() : parent?.retainOnDelete;
    if (retain !== undefined) options.setRetainOnDelete(retain);
    return options;
  }

  /** Its own, its parent's where it is of the package, one of its `providers`, or one of the components' above. */
  private providerFor(request: RegisterResourceRequest): string {
    const packageName = packageOf(request.getType());
    const parent = this.above.get(request.getParent());
    const inherited = parent?.goal.provider ?? "";
    if (request.getProvider()) return request.getProvider();
    if (!request.getCustom()) return inherited;
    if (isProviderType(request.getType())) return "";
    if (inherited && packageOf(parseUrn(parseProviderReference(inherited).urn).type) === packageName) return inherited;
    return request.getProvidersMap().get(packageName) ?? parent?.providers.get(packageName) ?? "";
  }

  private addParentProviders(request: RegisterResourceRequest, options: TransformResourceOptions): void {
    if (request.getCustom()) return;
    for (const [name, reference] of this.above.get(request.getParent())?.providers ?? []) {
      if (!options.getProvidersMap().has(name)) options.getProvidersMap().set(name, reference);
    }
  }
}

/** Per property, the resources it depends on. An SDK that does not say means that each depends on all. */
export function dependenciesOf(request: RegisterResourceRequest): Record<string, string[]> {
  const stated = [...request.getPropertydependenciesMap().entries()];
  if (stated.length > 0) return Object.fromEntries(stated.map(([name, urns]) => [name, urns.getUrnsList()]));
  const names = [...(request.getObject()?.getFieldsMap().keys() ?? [])];
  return Object.fromEntries(names.map((name) => [name, request.getDependenciesList()]));
}
