import { findRegion, regionNames } from "../catalog/regions";
import { joinedBackbone, loadStack, type LoadedStack } from "../spec/load";
import { didYouMean } from "../spec/nearest";
import { StackFileError } from "../spec/problems";
import type { Environment, Stack } from "../spec/stack";
import { freeRange, type TakenRange } from "./addresses";
import { type Change, pathText, valueText } from "./change";
import { siteChanges, withoutSites } from "./edge";
import { type ChosenTypes, placePools } from "./pools";
import { RegionRefusal } from "./refusal";
import { changedText } from "./stackText";
import {
  absentServices,
  exceptions,
  images,
  otherRegions,
  residency,
  supportedVersion,
  systemType,
} from "./surroundings";
import { chooseZones } from "./zones";

export interface RegionRequest {
  region: string;
  /** The new stack's name. */
  name: string;
  environment?: Environment;
  /** Instance types to take instead of the nearest, by pool. */
  types?: ChosenTypes;
}

/** The stack file that a new one is made from. */
export interface SourceStack extends LoadedStack {
  name: string;
  text: string;
}

/** What the new region stands among. */
export interface Surroundings {
  /** The new stack file's path, and the stack schema's. */
  file: string;
  schema: string;
  /** Address ranges of all stacks, the source's too. */
  taken: readonly TakenRange[];
  /** As `2027-01-31`: by it versions are in support or not. */
  today: string;
}

/** A stack file for a new region, not yet written. */
export interface RegionDraft {
  name: string;
  file: string;
  /** The stack file, and its Pulumi stack's settings. */
  text: string;
  settings: string;
  /** Where it differs from its source. */
  changes: Change[];
  stack: Stack;
}

/**
 * The stack file for a region like the source's: same concerns, with the zones, types, addresses, images and standby region that the
 * new place has.
 *
 * @throws RegionRefusal with every reason why the region cannot be like the source.
 */
export function draftRegion(request: RegionRequest, source: SourceStack, surroundings: Surroundings): RegionDraft {
  const { region, name } = request;
  checkRequest(request, source);
  const changes = changesFor(request, source, surroundings);
  const move = { from: source.file, to: surroundings.file, schema: surroundings.schema };
  const text = changedText(source.text, changes, move, `Made from ${source.name} by \`aidc region new ${region}\`.`);
  return {
    name,
    file: surroundings.file,
    text,
    settings: settingsOf(request),
    changes,
    stack: loadDraft(surroundings.file, text, changes),
  };
}

function checkRequest({ region, name }: RegionRequest, { stack, name: source }: SourceStack) {
  const { pools, dynamicPools = [] } = withoutSites(stack);
  if (stack.pools.length > 0 && pools.length + dynamicPools.length === 0)
    throw new RegionRefusal([
      `all pools of ${source} stand at its sites, which hang on ${stack.region}: nothing is left for another region.`,
      `Take another stack (--from), or write the file by hand: five lines are enough.`,
    ]);
  if (!findRegion(region)) {
    const hint = didYouMean(region, regionNames());
    throw new RegionRefusal([
      `the catalogue has no region ${region}.${hint ? ` ${hint}` : ""} It has ${regionNames().join(", ")}.`,
    ]);
  }
  if (!/^[a-z][a-z0-9-]{0,30}[a-z0-9]$/.test(name))
    throw new RegionRefusal([`${name} is no stack's name: lower-case letters, digits and hyphens, 2 to 32 of them.`]);
  if (findRegion(region)?.partition !== findRegion(stack.region)?.partition)
    throw new RegionRefusal([
      `${region} is of another partition than ${stack.region}: accounts, images and ARNs differ.`,
    ]);
}

function changesFor(
  { region, name, environment, types = {} }: RegionRequest,
  source: SourceStack,
  around: Surroundings,
): Change[] {
  const stack = withoutSites(source.stack);
  const placement = placePools(stack, region, types);
  const system = systemType(stack, region);
  const zones =
    placement.refusals.length > 0 || "refusal" in system
      ? undefined
      : chooseZones(stack, region, system.type, placement.pools);
  const prefix = Number(stack.network.cidr.split("/")[1]);
  // A Backbone's routes to the region lead to its environment's range there.
  const member = joinedBackbone(stack, source.file)?.regions.find(({ name }) => name === region);
  const within = member?.ranges[environment ?? stack.environment];
  const cidr = freeRange(prefix, around.taken, stack.network.cidr, within);
  const refusals = [
    ...placement.refusals,
    ...("refusal" in system ? [system.refusal] : []),
    ...(zones?.refusals ?? []),
    ...(cidr === undefined ? [`no private /${prefix} is free among the ${around.taken.length} that stacks have.`] : []),
  ];
  if (refusals.length > 0) throw new RegionRefusal(refusals);
  return [
    { path: ["region"], from: stack.region, to: region, because: "asked for" },
    ...(environment === undefined || environment === stack.environment
      ? []
      : [{ path: ["environment"], from: stack.environment, to: environment, because: "asked for" }]),
    { path: ["network", "cidr"], from: stack.network.cidr, to: cidr, because: "no other stack has it" },
    ...siteChanges(source.stack, region),
    ...residency(stack, region),
    ...absentServices(stack, region),
    ...placement.changes,
    ...(zones?.changes ?? []),
    ...("changes" in system ? system.changes : []),
    ...supportedVersion(stack, around.today),
    ...images(stack, region),
    ...otherRegions(stack, region),
    ...exceptions(stack, source.name, name),
  ];
}

/** Holds the new text against the schema and the catalogue, as `aidc plan` will. */
function loadDraft(file: string, text: string, changes: readonly Change[]): Stack {
  try {
    const { stack } = loadStack(file, text);
    const { cidr, zones = [] } = stack.network;
    const said = changes.filter(({ path }) => path[0] === "network" && (path[1] === "cidr" || path[1] === "zones"));
    const overlaid = said.filter(({ to = "" }) => ![cidr, zones.join(", ")].includes(valueText(to)));
    if (overlaid.length > 0) {
      const keys = overlaid.map(({ path }) => pathText(path)).join(", ");
      throw new RegionRefusal([`an overlay in the source's \`environments\` sets ${keys}: take it out first.`]);
    }
    return stack;
  } catch (error) {
    if (!(error instanceof StackFileError)) throw error;
    const reasons = error.problems.map(
      ({ path, message, found, hint }) =>
        `${path}: ${message}${found ? ` (found ${found})` : ""}.${hint ? ` ${hint}` : ""}`,
    );
    throw new RegionRefusal(["what the source asks for does not fit there:", ...reasons]);
  }
}

/** The Pulumi stack's settings; `pulumi stack init` adds its secrets' provider. */
function settingsOf({ region, name }: RegionRequest): string {
  return `# Settings of the Pulumi stack ${name}. What it is made of stands in its stack file.\nconfig:\n  aidc:file: stacks/${name}.yaml\n  aws:region: ${region}\n`;
}
