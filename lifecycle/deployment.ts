import type { Deployer, InterruptedOperation, RunOptions, UpdateResult } from "../engine/deployer";
import { differingPaths } from "../engine/difference";
import type { PreviewRequest, PreviewResult, PreviousResource, PropertyMap } from "../engine/engine";
import { stackType } from "../engine/urn";
import { containsUnknown } from "../engine/values";
import type { Bill } from "../plan/bill";
import type { CostChange, Difference } from "../plan/check/check";
import { billOf } from "../plan/cost/billOf";
import { costChangeOf } from "../plan/check/cost";
import { differenceOf } from "../plan/check/difference";
import type { Plan, PlanResource } from "../plan/plan";
import { type PlanFacts, planFacts, planOf } from "../plan/planOf";
import type { AnyStack, LoadedStack } from "../spec/load";

/** A stack file that is to be deployed: a loaded one, with its stack's name. */
export interface Deployable extends LoadedStack<AnyStack> {
  name: string;
  /** The file relative to the project folder. */
  relativeFile: string;
}

/** What a deployment would do, for whoever consents to it; and the deployment itself, held to just that. */
export interface Deployment {
  stack: string;
  plan: Plan;
  /** Against what stands in the cloud. */
  difference: Difference;
  /** Names of the stack's outputs that change. */
  outputs: string[];
  cost: CostChange;
  /** What an earlier update had begun when it was cut off. */
  interrupted: InterruptedOperation[];
  /** Why it must not go on. Absent where it may. */
  refusal?: Refusal;
  /** Whether there is nothing to deploy. */
  unchanged: boolean;
  /** Deploys it. A step that is not in the plan stops it, before that step. */
  apply: (run?: RunOptions) => Promise<UpdateResult>;
  /** Removes the saved plan. Call it in the end, deployed or not. */
  discard: () => Promise<void>;
}

export type Refusal = "program" | "policy";

/** Previews the stack against what stands, packs on, and keeps the plan. Throws EngineError where the CLI or its login is missing. */
export async function prepareDeployment(
  deployer: Deployer,
  { name, relativeFile, stack }: Deployable,
  request: Omit<PreviewRequest, "stack" | "config">,
): Promise<Deployment> {
  const { preview, standing, apply, discard } = await deployer.prepareUpdate({
    ...request,
    stack: name,
    config: { "aidc:file": relativeFile },
  });
  const facts = planFacts(name, relativeFile, stack);
  const plan = planOf(preview, facts);
  const difference = differenceOf(plan);
  const outputs = changedOutputs(preview, standing.resources);
  const refusal = refusalOf(plan);
  return {
    stack: name,
    plan,
    difference,
    outputs,
    cost: costChangeOf(plan.bill, billOfStanding(standing.resources, facts)),
    interrupted: standing.interrupted,
    ...(refusal && { refusal }),
    unchanged: !changes(plan) && outputs.length === 0,
    apply,
    discard,
  };
}

function refusalOf({ diagnostics, policy }: Plan): Refusal | undefined {
  if (diagnostics.some(({ severity }) => severity === "error")) return "program";
  return policy.verdict === "pass" ? undefined : "policy";
}

/** Whether anything is to be recorded: a provider's change is, though it is none in the cloud. */
const changes = ({ resources, deleted }: Plan) =>
  deleted.length > 0 || resources.some(({ custom, change }) => custom && !["same", "read"].includes(change.kind));

/** An output that is unknown in the preview changes with its resource, which the difference has. */
function changedOutputs({ outputs }: PreviewResult, standing: PreviousResource[]): string[] {
  const before = standing.find(({ type }) => type === stackType)?.outputs ?? {};
  const known = Object.entries(outputs).filter(([, value]) => !containsUnknown(value));
  const after: PropertyMap = Object.fromEntries(known);
  const compared = Object.fromEntries(Object.entries(before).filter(([key]) => key in after || !(key in outputs)));
  return [...new Set(differingPaths(compared, after).map((path) => path.split(/[.[]/)[0] ?? path))];
}

/** What stands at the present prices and usage, so that the difference is the change's doing. */
function billOfStanding(standing: PreviousResource[], facts: PlanFacts): Bill {
  const resources = standing.map((resource) => ({
    dependencies: [],
    propertyDependencies: {},
    protect: false,
    ...resource,
    name: resource.urn.slice(resource.urn.lastIndexOf("::") + 2),
    change: { kind: "same" } satisfies PlanResource["change"],
  }));
  return billOf({ ...facts, resources });
}
