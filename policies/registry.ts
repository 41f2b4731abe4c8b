import { cost } from "./cost/pack";
import { fabric } from "./fabric/pack";
import { reliability } from "./reliability/pack";
import type { Pack, Rule } from "./rule";
import { security } from "./security/pack";

/** Every pack, with the folder that `pulumi preview --policy-pack` takes. */
export const packs: readonly (Pack & { directory: string })[] = [
  { ...security, directory: "policies/security" },
  { ...reliability, directory: "policies/reliability" },
  { ...cost, directory: "policies/cost" },
  { ...fabric, directory: "policies/fabric" },
];

/** The rule of that id, with its pack. */
export function findRule(id: string): { pack: Pack; rule: Rule } | undefined {
  for (const pack of packs) {
    const rule = pack.rules.find((one) => one.id === id.toUpperCase());
    if (rule) return { pack, rule };
  }
  return undefined;
}

export const ruleIds = () => packs.flatMap((pack) => pack.rules.map(({ id }) => id)).sort();
