import type { PropertyMap } from "../engine/engine";
import { Property, type Truth, truthOf } from "./property";

export type { PropertyMap, PropertyValue } from "../engine/engine";

/** A resource as a preview, a policy pack or a stack's state describes it. */
export interface ResourceNode {
  urn: string;
  type: string;
  name: string;
  /** URN. */
  parent?: string;
  /** What the program asks for. Values as Pulumi's protocol writes them (`engine/engine.ts`). */
  inputs: PropertyMap;
  /** What the engine expects to come out; what a component registered. */
  outputs?: PropertyMap;
  /** `URN::id` of its provider. */
  provider?: string;
  dependencies?: string[];
  /** By property, the URNs of the resources whose outputs its value was made from. */
  propertyDependencies?: Record<string, string[]>;
  protect?: boolean;
}

/** A resource in its graph. Properties are read as inputs: what the program asks for decides, not what a provider fills in. */
export class GraphResource {
  readonly children: GraphResource[] = [];
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly protect: boolean;

  constructor(
    /** As the preview, pack or state described it. */
    readonly node: ResourceNode,
    private readonly graph?: ResourceGraph,
  ) {
    this.urn = node.urn;
    this.type = node.type;
    this.name = node.name;
    this.protect = node.protect ?? false;
  }

  /** The input at a path of keys. */
  at(...keys: string[]): Property {
    return new Property(this.node.inputs, "").at(...keys);
  }

  /** The output at a path of keys: what a component registered, what a deployed resource has. */
  output(...keys: string[]): Property {
    return new Property(this.node.outputs ?? {}, "").at(...keys);
  }

  get provider(): GraphResource | undefined {
    const [urn] = /^.*(?=::)/.exec(this.node.provider ?? "") ?? [];
    return urn === undefined ? undefined : this.graph?.find(urn);
  }

  get parent(): GraphResource | undefined {
    return this.node.parent === undefined ? undefined : this.graph?.find(this.node.parent);
  }

  /** The parent, its parent, and so on. */
  get ancestors(): GraphResource[] {
    const chain: GraphResource[] = [];
    for (let next = this.parent; next && !chain.includes(next); next = next.parent) chain.push(next);
    return chain;
  }

  /**
   * The resources of the type that a property names: those its value was made from, even while their ids are unknown,
   * else those whose known id, ARN or name it holds.
   */
  references(property: string, type: string): GraphResource[] {
    const urns = this.node.propertyDependencies?.[property] ?? [];
    const byDependency = urns.flatMap((urn) => this.graph?.find(urn) ?? []).filter((target) => target.type === type);
    if (byDependency.length > 0) return byDependency;
    const named = new Set(leafTexts(this.at(property)));
    return named.size === 0 ? [] : (this.graph?.named(type, named) ?? []);
  }

  /** The resources of the type one of whose `property` names this one. */
  referrers(type: string, property: string): GraphResource[] {
    return this.graph?.referrers(this, type, property) ?? [];
  }

  /** Whether this is what the property names. Unknown where the value is made of something outside the graph. */
  isReferenced(from: GraphResource, property: string): Truth {
    const targets = from.references(property, this.type);
    if (targets.length === 0 && from.at(property).isUnknown) return "unknown";
    return truthOf(targets.includes(this));
  }

  /** Texts by which other resources may name this one. */
  get identities(): string[] {
    const { outputs = {}, inputs } = this.node;
    return ["id", "arn", "name", "bucket"].flatMap((key) => [outputs[key], inputs[key]]).filter(isText);
  }
}

/** The resources of a stack, with who is whose child and who names whom. Lookups are indexed. */
export class ResourceGraph {
  readonly resources: readonly GraphResource[];
  private readonly byUrn = new Map<string, GraphResource>();
  private readonly byType = new Map<string, GraphResource[]>();
  private readonly byReference = new Map<string, Map<GraphResource, GraphResource[]>>();

  /** The order of the nodes changes no answer but that of lists, which are in the order of URNs. */
  constructor(nodes: readonly ResourceNode[]) {
    const sorted = [...nodes].sort((a, b) => (a.urn < b.urn ? -1 : 1));
    this.resources = sorted.map((node) => new GraphResource(node, this));
    for (const resource of this.resources) {
      this.byUrn.set(resource.urn, resource);
      const sameType = this.byType.get(resource.type);
      if (sameType) sameType.push(resource);
      else this.byType.set(resource.type, [resource]);
    }
    for (const resource of this.resources) resource.parent?.children.push(resource);
  }

  find(urn: string): GraphResource | undefined {
    return this.byUrn.get(urn);
  }

  ofType(...types: string[]): readonly GraphResource[] {
    if (types.length === 1) return this.byType.get(types[0] ?? "") ?? [];
    return types.flatMap((type) => this.byType.get(type) ?? []);
  }

  /** The resources of the type with a known id, ARN or name among the texts. */
  named(type: string, texts: ReadonlySet<string>): GraphResource[] {
    return this.ofType(type).filter((resource) => resource.identities.some((identity) => texts.has(identity)));
  }

  referrers(target: GraphResource, type: string, property: string): GraphResource[] {
    const key = `${type} ${property} ${target.type}`;
    let index = this.byReference.get(key);
    if (!index) {
      index = new Map();
      for (const resource of this.ofType(type)) {
        for (const named of resource.references(property, target.type)) {
          index.set(named, [...(index.get(named) ?? []), resource]);
        }
      }
      this.byReference.set(key, index);
    }
    return index.get(target) ?? [];
  }
}

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";

function leafTexts(property: Property): string[] {
  if (property.text !== undefined) return [property.text];
  return [...property.elements.filter((element) => element !== property), ...Object.values(property.members)].flatMap(
    leafTexts,
  );
}
