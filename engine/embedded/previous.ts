import { changeOf } from "../difference";
import type { PreviousResource, PropertyMap, ResourceChange } from "../engine";
import { unknownValue } from "../values";
import type { PackageModules } from "./packageModules";
import type { Goal } from "./state";

/** What stands already, as far as the preview has come in matching it. */
export class Previous {
  private readonly byUrn: Map<string, PreviousResource>;
  private readonly claimed = new Map<string, string>();

  constructor(
    private readonly resources: PreviousResource[],
    private readonly modules: PackageModules,
  ) {
    this.byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  }

  /** The resource of that URN, or of the first alias that stands. */
  match(urn: string, aliases: string[]): PreviousResource | undefined {
    const matched = [urn, ...aliases].find((candidate) => this.byUrn.has(candidate));
    if (matched === undefined) return undefined;
    this.claimed.set(urn, matched);
    return this.byUrn.get(matched);
  }

  /** What a resource of this preview was called before, where that is another name. */
  previousUrn(urn: string): string | undefined {
    const matched = this.claimed.get(urn);
    return matched === urn ? undefined : matched;
  }

  change(previous: PreviousResource | undefined, urn: string, goal: Goal): ResourceChange {
    if (!previous) return { kind: "create" };
    const change = changeOf(previous, goal.type, goal.inputs, {
      ignoreChanges: goal.ignoreChanges,
      replaceOnChanges: goal.replaceOnChanges,
      immutable: () => this.modules.of(goal.type).immutable(),
    });
    return previous.urn === urn ? change : { ...change, previousUrn: previous.urn };
  }

  /** What no resource of the program claimed, in order of URN. */
  unclaimed(): PreviousResource[] {
    const claimed = new Set(this.claimed.values());
    const left = this.resources.filter(({ urn }) => !claimed.has(urn));
    return left.sort((a, b) => (a.urn < b.urn ? -1 : 1));
  }
}

/** What a resource that stands still says of itself after the change: outputs hold, unless the inputs speak for themselves. */
export function standingOutputs(previous: PreviousResource, change: ResourceChange, inputs: PropertyMap): PropertyMap {
  if (change.kind === "replace" || !previous.outputs) return {};
  return { ...previous.outputs, ...inputs };
}

export function standingId(previous: PreviousResource | undefined, change: ResourceChange): string {
  return previous?.id && previous.id !== unknownValue && change.kind !== "replace" ? previous.id : "";
}
