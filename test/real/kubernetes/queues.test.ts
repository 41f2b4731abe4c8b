import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type ApiServer, eventually } from "./apiServer";
import { startCluster } from "./cluster";
import { Gang, type JobSetObject } from "./gangs";

// Two teams of five nodes each, on ten that stand in two racks: what the stack file says, done by the real scheduler, Kueue
// and JobSet. Each test goes on from where the one before it left the cluster.

vi.setConfig({ testTimeout: 900_000 });

let api: ApiServer;
let gangs: Record<"pretrain" | "ablation" | "sweep" | "distill" | "finetune", Gang>;

beforeAll(async () => {
  const cluster = await startCluster("test/fixtures/two-teams.yaml", (started) => (api = started));
  const jobSets = cluster.jobs as JobSetObject[];
  gangs = Object.fromEntries(jobSets.map((jobSet) => [jobSet.metadata.name, new Gang(api, jobSet)])) as typeof gangs;
}, 2_400_000);
afterAll(() => api.stop());

it("starts a gang whole, in one rack", async () => {
  const { pretrain } = gangs;
  await pretrain.submit();
  await eventually("pretrain runs", () => pretrain.runs());
  expect(await racksOf(pretrain)).toHaveLength(1);
  expect(new Set(await pretrain.nodes()).size).toBe(4);
  await expectAdmittedWhole(pretrain);
});

it("lends a team what the other leaves, up to its limit and no further", async () => {
  const { pretrain, ablation, sweep } = gangs;
  await ablation.submit();
  await eventually("ablation runs on two borrowed nodes", () => ablation.runs());
  expect(await racksOf(ablation)).not.toEqual(await racksOf(pretrain));
  await sweep.submit();
  // Three nodes are idle: it is the quota that holds it.
  await eventually("sweep waits for quota", async () => {
    const reserved = await sweep.condition("QuotaReserved", "False");
    return (await sweep.waits()) && reserved!.message.includes("insufficient unused quota");
  });
  await sweep.remove();
});

it("takes borrowed nodes back for the team that owns them, from the lower priority, as one gang", async () => {
  const { pretrain, ablation, distill } = gangs;
  await distill.submit();
  await eventually("distill runs", () => distill.runs());
  expect(await racksOf(distill)).toHaveLength(1);
  await expectAdmittedWhole(distill);
  await eventually("ablation waits again", () => ablation.waits());
  expect(await pretrain.runs()).toBe(true);
  await ablation.remove();
});

it("lets a gang wait whole until a rack has room for all of it", async () => {
  const { distill, finetune } = gangs;
  await finetune.submit();
  await eventually("finetune waits", () => finetune.waits());
  for (const pod of await distill.pods()) await distill.exits(pod, 0);
  await eventually("distill is done", async () => (await distill.jobSet()).status?.terminalState === "Completed");
  await eventually("finetune runs", () => finetune.runs());
  expect(await racksOf(finetune)).toHaveLength(1);
  await expectAdmittedWhole(finetune);
});

it("starts a gang anew, in its rack and free of charge, when one of its nodes is lost", async () => {
  const { pretrain } = gangs;
  const before = await pretrain.pods();
  const rack = await racksOf(pretrain);
  const lost = before[0]!.spec.nodeName!;
  // The cloud controller does so once the instance is gone.
  expect((await api.delete(`/api/v1/nodes/${lost}`)).status).toBe(200);
  await eventually("pretrain runs again", async () => (await anew(pretrain, before)) && pretrain.runs());
  expect(await pretrain.nodes()).not.toContain(lost);
  expect(await racksOf(pretrain)).toEqual(rack);
  expect((await pretrain.jobSet()).status?.restartsCountTowardsMax ?? 0).toBe(0);
});

it("starts a gang anew, counted, when its program crashes", async () => {
  const { pretrain } = gangs;
  const before = await pretrain.pods();
  await pretrain.exits(before[0]!, 1);
  await eventually("pretrain runs again", async () => (await anew(pretrain, before)) && pretrain.runs());
  expect((await pretrain.jobSet()).status).toMatchObject({ restartsCountTowardsMax: 1 });
});

it("does not start again what was started wrongly, and gives its nodes back", async () => {
  const { finetune, distill } = gangs;
  await finetune.exits((await finetune.pods())[0]!, 2);
  await eventually("finetune has failed", async () => (await finetune.jobSet()).status?.terminalState === "Failed");
  expect((await finetune.jobSet()).status?.restarts).toBe(0);
  await distill.remove();
  await distill.submit();
  await eventually("distill runs where finetune did", () => distill.runs());
});

async function racksOf(gang: Gang): Promise<string[]> {
  return [...new Set((await gang.nodes()).map((node) => node.slice(0, "rack-a".length)))];
}

/** Kueue gave it room for all its pods at once, before the first of them was made. */
async function expectAdmittedWhole(gang: Gang): Promise<void> {
  const { podSetAssignments } = (await gang.workload())!.status.admission!;
  expect(podSetAssignments.map(({ count }) => count)).toEqual([gang.size]);
  const { lastTransitionTime } = (await gang.condition("Admitted"))!;
  for (const { metadata } of await gang.pods()) {
    expect(Date.parse(metadata.creationTimestamp)).toBeGreaterThanOrEqual(Date.parse(lastTransitionTime));
  }
}

/** None of the pods that there were is left. */
async function anew(gang: Gang, before: Awaited<ReturnType<Gang["pods"]>>): Promise<boolean> {
  const old = new Set(before.map(({ metadata }) => metadata.uid));
  return (await gang.pods()).every(({ metadata }) => !old.has(metadata.uid));
}
