import { type Facts, type Source, readFacts, sourceOf } from "./facts";
import { type InstanceType, findInstanceType } from "./instanceTypes";
import { ultraServerOf } from "./ultraServers";
import { compareVersions } from "./versions";

interface MinimumSoftwareFacts extends Facts {
  software: Record<
    string,
    {
      /** The types that run it: a maker's, those with EFA, or both at once. */
      of: string;
      /** By instance type, accelerator or kind of type. Where several concern a type, the newest holds. */
      oldest: Record<string, { version: string; source: string[] }>;
    }
  >;
}

/** Software that is older than a type needs. */
export interface OutdatedSoftware {
  name: string;
  found: string;
  needed: string;
}

/**
 * Drivers, libraries and plugins that the type's nodes and containers run, each with the oldest version that serves it;
 * undefined where nobody published one. Never guessed. Empty for types that the catalogue does not hold.
 */
export function minimumSoftware(instanceType: string): Record<string, string | undefined> {
  return Object.fromEntries(minima(instanceType).map(([name, minimum]) => [name, minimum?.version]));
}

/** Where the type's oldest versions were read. */
export function minimumSoftwareSources(instanceType: string): Source[] {
  return minima(instanceType).flatMap(([, minimum]) => minimum?.source.map((key) => sourceOf(facts(), key)) ?? []);
}

const facts = () => readFacts<MinimumSoftwareFacts>("minimum-software");

function minima(instanceType: string): [string, { version: string; source: string[] } | undefined][] {
  const type = findInstanceType(instanceType);
  if (!type) return [];
  const kinds = kindsOf(type);
  const subjects = [type.name, ...(type.accelerator ? [type.accelerator.name] : []), ...kinds];
  return Object.entries(facts().software)
    .filter(([, { of }]) => kinds.includes(of))
    .map(([name, { oldest }]) => [
      name,
      subjects
        .flatMap((subject) => oldest[subject] ?? [])
        .sort((a, b) => compareVersions(a.version, b.version))
        .at(-1),
    ]);
}

function kindsOf({ name, accelerator, network }: InstanceType): string[] {
  const maker = accelerator?.manufacturer;
  const efa = network.maxEfaInterfaces > 0;
  return [
    ...(efa ? ["EFA"] : []),
    ...(maker ? [maker] : []),
    ...(maker && efa ? [`${maker} with EFA`] : []),
    ...(maker && ultraServerOf(name) ? [`${maker} UltraServer`] : []),
  ];
}

/** What of the software, by name and version, is older than the type needs. */
export function outdatedSoftware(instanceType: string, software: Record<string, string>): OutdatedSoftware[] {
  const minimum = minimumSoftware(instanceType);
  return Object.entries(software).flatMap(([name, found]) => {
    const needed = minimum[name];
    return needed !== undefined && compareVersions(found, needed) < 0 ? [{ name, found, needed }] : [];
  });
}
