import { parse } from "yaml";
import { expect } from "vitest";
import { type KubernetesObject, kubernetesObjects } from "../../../plan/kubernetesObjects";
import { loadStack } from "../../../spec/load";
import { freePort } from "../freePort";
import { ApiServer, builtServers, eventually } from "./apiServer";
import { startControllers } from "./controllers";
import { inOrder, Kinds } from "./kinds";
import { poolNode } from "./nodes";
import { startJobSet, startKueue, startTrainer, withConversion } from "./operators";
import { planResources } from "./planned";

/** A cluster in which the stack file's teams may queue, on ten nodes of its first pool in two racks. */
export interface Cluster {
  api: ApiServer;
  /** The file's jobs, which nobody has submitted yet. */
  jobs: KubernetesObject[];
  pathOf: (object: KubernetesObject) => string;
}

const jobKinds = ["JobSet", "TrainJob"];

/** Starts Kubernetes with the real scheduler, Kueue as the plan's release configures it, JobSet, and Trainer where the file has it. */
export async function startCluster(file: string, started: (api: ApiServer) => void): Promise<Cluster> {
  const api = new ApiServer(builtServers());
  started(api);
  await api.start();
  const resources = planResources(file);
  const objects = kubernetesObjects(resources);
  const kinds = new Kinds(api);
  const webhooks = await freePort();
  await kinds.define(withConversion(webhooks));
  await kinds.learn(objects);
  startControllers(api);
  await startJobSet(api);
  if (objects.some(({ kind }) => kind === "TrainJob")) await startTrainer(api);
  await startKueue(api, webhooks, kueueConfiguration(resources));
  await addNodes(api, file);

  for (const object of inOrder(objects).filter(({ kind }) => !jobKinds.includes(kind))) {
    // The API server learns of webhooks a moment after they are registered.
    await eventually(`${object.kind} ${object.metadata.name} is accepted`, async () => {
      return (await api.apply(kinds.pathOf(object), object)).status < 300;
    });
  }
  const jobs = objects.filter(({ kind }) => jobKinds.includes(kind));
  return { api, jobs, pathOf: (object) => kinds.pathOf(object) };
}

/** The configuration that the plan's release hands Kueue. */
function kueueConfiguration(resources: ReturnType<typeof planResources>): Record<string, unknown> {
  const release = resources.find(({ name }) => name.endsWith("-scheduling-kueue"))!;
  const { managerConfig } = release.inputs["values"] as { managerConfig: { controllerManagerConfigYaml: string } };
  return parse(managerConfig.controllerManagerConfigYaml) as Record<string, unknown>;
}

async function addNodes(api: ApiServer, file: string): Promise<void> {
  const { pools, region } = loadStack(file).stack;
  for (const rack of ["rack-a", "rack-b"]) {
    for (const index of [1, 2, 3, 4, 5]) {
      const node = poolNode(pools[0]!, region, `${rack}-${index}`, ["spine", "block", rack]);
      expect((await api.post("/api/v1/nodes", node)).status).toBe(201);
    }
  }
  await eventually("all nodes are ready", async () => {
    const nodes = (await api.get("/api/v1/nodes")).body["items"] as { status: { conditions?: object[] } }[];
    return nodes.every(({ status }) => JSON.stringify(status.conditions).includes("KubeletReady"));
  });
}
