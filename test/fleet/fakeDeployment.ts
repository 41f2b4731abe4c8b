import type { Deployment } from "../../lifecycle/deployment";

/** A deployment of one resource, as far as a rollout looks at it. */
export function fakeDeployment(stack: string, over: Partial<Deployment> = {}): Deployment {
  const change = { before: 0, after: 1, change: 1 };
  const plan = { diagnostics: [], policy: { verdict: "pass", packs: [], findings: [] } };
  return {
    stack,
    plan: plan as unknown as Deployment["plan"],
    difference: { counts: { create: 1 }, changes: [] },
    outputs: [],
    cost: { monthlyUSD: change } as Deployment["cost"],
    interrupted: [],
    unchanged: false,
    apply: () => Promise.reject(new Error("the test deploys by itself")),
    discard: () => Promise.resolve(),
    ...over,
  };
}
