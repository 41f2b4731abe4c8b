import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { ScaledObject } from "../../../components/serving/autoscaling";
import type { KubernetesObject } from "../../../plan/kubernetesObjects";
import { loadStack } from "../../../spec/load";
import { ApiServer, builtServers, eventually } from "./apiServer";
import { startControllers } from "./controllers";
import { inOrder, Kinds } from "./kinds";
import { poolNode } from "./nodes";
import { startKeda } from "./operators";
import { planStack } from "./planned";

// The reference region's chat service, scaled by the real KEDA and Kubernetes' own autoscaler, on nodes in two zones. The test is
// the Prometheus that they ask. Each test goes on from where the one before it left the service.

vi.setConfig({ testTimeout: 600_000 });

const file = "stacks/us-east-1.yaml";
const deployment = "/apis/apps/v1/namespaces/products/deployments/chat";
const zones = ["use1-az4", "use1-az5"];

let api: ApiServer;
let prometheus: Server;
/** Requests that the service has, and those that wait; undefined where Prometheus is down. */
let requests: number | undefined = 0;
const asked: { query: string; authorization: string }[] = [];
/** The fewest replicas that were asked for since the autoscaler took over. */
let fewest = Infinity;

beforeAll(async () => {
  const serverAddress = await startPrometheus();
  api = new ApiServer(builtServers());
  await api.start();
  const objects = planStack(file).filter(ofService);
  const kinds = new Kinds(api);
  await kinds.define();
  await kinds.learn(objects);
  startControllers(api);
  await startKeda(api, { AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE", AWS_SECRET_ACCESS_KEY: "secret" });
  await addNodes();
  for (const object of inOrder(objects)) {
    const { status, body } = await api.apply(kinds.pathOf(object), inReach(object, serverAddress));
    if (status >= 300) throw new Error(`${object.kind} ${object.metadata.name}: ${status} ${body.message}`);
  }
}, 2_400_000);
afterAll(() => {
  api.stop();
  prometheus.close();
});

it("keeps two replicas while nobody asks, one in each zone", async () => {
  await eventually("KEDA asks Prometheus", () => Promise.resolve(asked.length > 0));
  await scaledTo(2);
  expect(await podsByZone()).toEqual([1, 1]);
  fewest = 2;
});

it("asks the workspace in its region, for what the service's own pods tell, as itself", () => {
  for (const { query, authorization } of asked) {
    expect(query).toContain('vllm:num_requests_running{namespace="products",service="chat"}');
    expect(authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE\/\d{8}\/us-east-1\/aps\/aws4_request/,
    );
  }
});

it("adds replicas as requests queue, a replica for each 32 of them, spread over the zones", async () => {
  requests = 100;
  await scaledTo(4);
  expect(await podsByZone()).toEqual([2, 2]);
});

it("keeps them while Prometheus is down", async () => {
  requests = undefined;
  await eventually("KEDA falls back", async () => {
    const { body } = await api.get("/apis/keda.sh/v1alpha1/namespaces/products/scaledobjects/chat");
    const { conditions = [] } = body["status"] as { conditions?: { type: string; status: string }[] };
    return conditions.some(({ type, status }) => type === "Fallback" && status === "True");
  });
  expect(await replicas()).toBe(4);
});

it("gives them up again once the requests are gone, one after the other, and never one of the two", async () => {
  requests = 0;
  await scaledTo(2);
  // Which of the four: Kubernetes minds no zones when it takes a replica away (docs/serving.md).
  expect(fewest).toBe(2);
});

async function startPrometheus(): Promise<string> {
  prometheus = createServer((request, response) => {
    const query = new URL(request.url ?? "", "http://prometheus").searchParams.get("query") ?? "";
    asked.push({ query, authorization: request.headers.authorization ?? "" });
    const result = [{ metric: {}, value: [Date.now() / 1000, String(requests)] }];
    response.statusCode = requests === undefined ? 503 : 200;
    response.end(JSON.stringify({ status: "success", data: { resultType: "vector", result } }));
  });
  await new Promise<void>((listening) => prometheus.listen(0, "127.0.0.1", listening));
  return `http://127.0.0.1:${(prometheus.address() as AddressInfo).port}`;
}

/** What the service consists of, with what its namespace has. */
function ofService({ kind, metadata: { name, namespace } }: KubernetesObject): boolean {
  if (kind === "Namespace") return name === "products";
  return (
    namespace === "products" || ["PriorityClass", "PersistentVolume", "ClusterTriggerAuthentication"].includes(kind)
  );
}

/** A ScaledObject that asks the test's Prometheus, and waits seconds where it waits minutes. */
function inReach(object: KubernetesObject, serverAddress: string): object {
  if (object.kind !== "ScaledObject") return object;
  const { spec } = object as unknown as ScaledObject;
  const { scaleDown } = spec.advanced.horizontalPodAutoscalerConfig.behavior;
  expect(scaleDown).toEqual({
    stabilizationWindowSeconds: 600,
    policies: [{ type: "Pods", value: 1, periodSeconds: 60 }],
  });
  const soon = { stabilizationWindowSeconds: 6, policies: [{ type: "Pods", value: 1, periodSeconds: 3 }] };
  return {
    ...object,
    spec: {
      ...spec,
      pollingInterval: 3,
      advanced: { horizontalPodAutoscalerConfig: { behavior: { scaleDown: soon } } },
      triggers: spec.triggers.map((each) => ({ ...each, metadata: { ...each.metadata, serverAddress } })),
    },
  };
}

async function addNodes(): Promise<void> {
  const { pools, region, serving = [] } = loadStack(file).stack;
  const pool = pools.find(({ name }) => name === serving.find((service) => service.name === "chat")?.pool)!;
  for (const zone of zones) {
    for (const index of [1, 2]) {
      const node = poolNode({ ...pool, zone }, region, `${zone}-${index}`, []);
      node.metadata.labels = { ...node.metadata.labels, "topology.kubernetes.io/zone": zone };
      expect((await api.post("/api/v1/nodes", node)).status).toBe(201);
    }
  }
}

async function replicas(): Promise<number> {
  const { spec } = (await api.get(deployment)).body as unknown as { spec: { replicas: number } };
  return spec.replicas;
}

/** Waits until so many replicas are asked for, and answer. */
async function scaledTo(count: number): Promise<void> {
  await eventually(`there are ${count} replicas`, async () => {
    const { status } = (await api.get(deployment)).body as unknown as { status: { readyReplicas?: number } };
    const wanted = await replicas();
    fewest = Math.min(fewest, wanted);
    return wanted === count && status.readyReplicas === count && (await servingPods()).length === count;
  });
}

async function servingPods(): Promise<{ spec: { nodeName?: string } }[]> {
  const { body } = await api.get("/api/v1/namespaces/products/pods?labelSelector=app.kubernetes.io/name%3Dchat");
  const pods = body["items"] as { metadata: { deletionTimestamp?: string }; spec: { nodeName?: string } }[];
  return pods.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
}

async function podsByZone(): Promise<number[]> {
  const pods = await servingPods();
  return zones.map((zone) => pods.filter(({ spec }) => spec.nodeName?.startsWith(zone)).length);
}
