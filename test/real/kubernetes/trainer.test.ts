import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { jobSet } from "../../../components/workloads/jobSet";
import type { KubernetesObject } from "../../../plan/kubernetesObjects";
import { loadStack } from "../../../spec/load";
import { type ApiServer, eventually } from "./apiServer";
import { type Cluster, startCluster } from "./cluster";
import { Gang, type JobSetObject } from "./gangs";

// Kubeflow Trainer makes of a TrainJob what JobSet would have had from us, and Kueue holds it in its team's queue.

vi.setConfig({ testTimeout: 900_000 });

const file = "test/fixtures/trainer.yaml";
let api: ApiServer;
let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster(file, (started) => (api = started));
}, 2_400_000);
afterAll(() => api.stop());

it("runs a gang whole in one rack, with the environment that the JobSet alone would have", async () => {
  await submit(trainJobOf("pretrain"));
  const gang = gangOf("pretrain");
  await eventually("pretrain runs", () => gang.runs());
  expect(new Set((await gang.nodes()).map((node) => node.slice(0, "rack-a".length))).size).toBe(1);
  expect(templates(await gang.jobSet())).toEqual(templates(expectedOf("pretrain")));
});

it("lets a larger one wait whole until there is room, its chief and parameter servers too", async () => {
  await submit(trainJobOf("parameters"));
  const gang = gangOf("parameters");
  await eventually("parameters waits for quota", async () => {
    return (await gang.condition("QuotaReserved", "False")) !== undefined;
  });
  expect(await gang.pods()).toEqual([]);
  expect((await api.delete(cluster.pathOf(trainJobOf("pretrain")))).status).toBe(200);
  await eventually("parameters runs", () => gang.runs());
  expect(gang.size).toBe(1 + 8 + 2);
  expect(templates(await gang.jobSet())).toEqual(templates(expectedOf("parameters")));
});

function trainJobOf(name: string): KubernetesObject {
  return cluster.jobs.find(({ metadata }) => metadata.name === name)!;
}

async function submit(job: KubernetesObject): Promise<void> {
  const { status, body } = await api.apply(cluster.pathOf(job), job);
  expect([status, body.message]).toEqual([201, undefined]);
}

/** The JobSet that we would have declared ourselves. */
function expectedOf(name: string): JobSetObject {
  const { workloads = [], pools } = loadStack(file).stack;
  return jobSet(
    workloads.find((workload) => workload.name === name)!,
    pools[0]!,
  ) as unknown as JobSetObject;
}

function gangOf(name: string): Gang {
  return new Gang(api, expectedOf(name));
}

interface Template {
  spec: {
    containers: { image: string; env: unknown; resources: unknown; command?: unknown }[];
    terminationGracePeriodSeconds: number;
  };
}

/** What each role's pods are told and get. */
function templates(object: JobSetObject) {
  const jobs = object.spec.replicatedJobs as unknown as {
    name: string;
    template: { spec: { parallelism: number; completions: number; template: Template } };
  }[];
  return jobs.map(({ name, template: { spec } }) => {
    const { containers, terminationGracePeriodSeconds } = spec.template.spec;
    const told = containers.map(({ image, env, resources }) => ({ image, env: defaulted(env), resources }));
    return { name, pods: [spec.parallelism, spec.completions], told, terminationGracePeriodSeconds };
  });
}

/** The API server writes the version of a field's path out. */
function defaulted(env: unknown): unknown {
  return JSON.parse(JSON.stringify(env).replaceAll('{"apiVersion":"v1","fieldPath"', '{"fieldPath"')) as unknown;
}
