import type { Environment } from "../spec/stack";

/** A stack that is to be deployed among others, with what decides when. */
export interface Member {
  stack: string;
  kind: string;
  environment: Environment;
  rollout?: { canary?: boolean; wave?: number };
}

/** Stacks that are deployed together, once those of the wave before stand. */
export interface Wave {
  name: string;
  stacks: string[];
}

const environments: Environment[] = ["development", "staging", "production"];

/**
 * In which order stacks are deployed: what regions share, the canaries, the waves that stack files name, then the rest, `size` at a
 * time, never of two environments together. Where no stack file names a canary, the first of the rest is the one.
 */
export function wavesOf(members: readonly Member[], size: number): Wave[] {
  const sorted = [...members].sort(
    (a, b) => environments.indexOf(a.environment) - environments.indexOf(b.environment) || (a.stack < b.stack ? -1 : 1),
  );
  const [backbones, regions] = divided(sorted, ({ kind }) => kind === "Backbone");
  const [canaries, others] = divided(regions, ({ rollout }) => rollout?.canary ?? false);
  const [placed, free] = divided(others, ({ rollout }) => rollout?.wave !== undefined);
  const canary = canaries.length > 0 ? canaries : [...placed, ...free].slice(0, 1);
  const rest = (list: Member[]) => list.filter((member) => !canary.includes(member));
  const numbers = [...new Set(rest(placed).flatMap(({ rollout }) => rollout?.wave ?? []))].sort((a, b) => a - b);
  const following = [
    ...numbers.map((number) => rest(placed).filter(({ rollout }) => rollout?.wave === number)),
    ...environments.flatMap((environment) =>
      inParts(
        rest(free).filter((member) => member.environment === environment),
        size,
      ),
    ),
  ];
  return [
    { name: "backbone", stacks: backbones },
    { name: "canary", stacks: canary },
    ...following.map((stacks, index) => ({ name: `wave ${index + 1}`, stacks })),
  ]
    .map(({ name, stacks }) => ({ name, stacks: stacks.map(({ stack }) => stack) }))
    .filter(({ stacks }) => stacks.length > 0);
}

function divided(members: readonly Member[], belongs: (member: Member) => boolean): [Member[], Member[]] {
  return [members.filter(belongs), members.filter((member) => !belongs(member))];
}

const inParts = (members: Member[], size: number): Member[][] =>
  members.length === 0 ? [] : [members.slice(0, size), ...inParts(members.slice(size), size)];
