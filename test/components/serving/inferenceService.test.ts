import { Provider } from "@pulumi/kubernetes/provider";
import { describe, expect, test } from "vitest";
import { InferenceService } from "../../../components/serving/inferenceService";
import { podLabels } from "../../../components/serving/inferencePod";
import { deployment } from "../../../components/serving/replicas";
import { canaryOf, replicasOf } from "../../../components/serving/revisions";
import { highestPriority } from "../../../components/scheduling/queues";
import type { ScalingMetrics } from "../../../components/serving/autoscaling";
import type { InferenceWorkload, Pool } from "../../../spec/stack";
import { find, names, register } from "../harness";

const pool: Pool = { name: "serve", instanceType: "g6e.12xlarge", nodes: { min: 2, max: 8 } };
const entry = (over: Partial<InferenceWorkload> = {}): InferenceWorkload => ({
  name: "chat",
  team: "products",
  image: `registry.example.com/vllm@sha256:${"a".repeat(64)}`,
  pool: "serve",
  ...over,
});
const made = (service: InferenceWorkload, on = pool, metrics?: ScalingMetrics) =>
  register((opts) => {
    const kubernetes = new Provider("kubernetes", {});
    void new InferenceService("ai-chat", { service, pool: on, defaultPriority: "high", kubernetes, metrics }, opts);
  });
const certificateArn = "arn:aws:acm:us-east-1:111122223333:certificate/12345678-1234-1234-1234-123456789012";

const scalingMetrics: ScalingMetrics = {
  ...{ serverAddress: "https://aps.test/workspaces/ws-1", region: "us-east-1", authentication: "managed-prometheus" },
};

interface Pod {
  containers: Record<string, unknown>[];
  topologySpreadConstraints?: { topologyKey: string; whenUnsatisfiable: string; minDomains?: number }[];
  terminationGracePeriodSeconds: number;
}

const podOf = (service: InferenceWorkload, on = pool) =>
  (deployment(service, on, "high").spec as unknown as { template: { spec: Pod } }).template.spec;

describe("an inference service", () => {
  test("is reached by HTTPS alone, through a web ACL and from inside unless the file says otherwise", async () => {
    const webAclArn = "arn:aws:wafv2:us-east-1:111122223333:regional/webacl/chat/12345678";
    const all = await made(
      entry({ health: "/ready", entry: { certificateArn, webAclArn, allowedCidrs: ["10.0.0.0/8"] } }),
    );
    const { metadata, spec } = find(all, "kubernetes:networking.k8s.io/v1:Ingress", "ai-chat-entry").inputs as {
      metadata: { annotations: Record<string, string> };
      spec: unknown;
    };
    const option = (name: string) => metadata.annotations[`alb.ingress.kubernetes.io/${name}`];
    expect(["scheme", "target-type", "listen-ports", "healthcheck-path", "inbound-cidrs"].map(option)).toEqual([
      ...["internal", "ip", '[{"HTTPS":443}]', "/ready", "10.0.0.0/8"],
    ]);
    expect([option("certificate-arn"), option("wafv2-acl-arn")]).toEqual([certificateArn, webAclArn]);
    expect(option("target-group-attributes")).toContain("deregistration_delay.timeout_seconds=120");
    expect(spec).toMatchObject({
      ingressClassName: "alb",
      rules: [{ http: { paths: [{ backend: { service: { name: "chat", port: { name: "http" } } } }] } }],
    });
    const policy = find(all, "kubernetes:networking.k8s.io/v1:NetworkPolicy", "ai-chat-entry").inputs.spec;
    expect(policy).toMatchObject({ ingress: [{ ports: [{ port: "http" }] }] });
    const open = await made(entry({ entry: { certificateArn, public: true } }));
    expect(JSON.stringify(find(open, "kubernetes:networking.k8s.io/v1:Ingress", "ai-chat-entry"))).toContain(
      "internet-facing",
    );
    expect(names(await made(entry()), "kubernetes:networking.k8s.io/v1:Ingress")).toEqual([]);
  });

  test("finds its model where the file says, and cannot change it", () => {
    const pod = podOf(entry({ model: { claim: "models" } })) as unknown as {
      containers: { volumeMounts: unknown[] }[];
      volumes: unknown[];
    };
    expect(pod.volumes[0]).toEqual({ name: "models", persistentVolumeClaim: { claimName: "models", readOnly: true } });
    expect(pod.containers[0]!.volumeMounts[0]).toEqual({ name: "models", mountPath: "/models", readOnly: true });
  });

  test("has two replicas over two zones, and drains take one at a time", async () => {
    const all = await made(entry());
    expect(
      find(all, "kubernetes:autoscaling/v2:HorizontalPodAutoscaler", "ai-chat-autoscaler").inputs.spec,
    ).toMatchObject({ minReplicas: 2, maxReplicas: 4, scaleTargetRef: { kind: "Deployment", name: "chat" } });
    expect(find(all, "kubernetes:policy/v1:PodDisruptionBudget", "ai-chat-disruptions").inputs.spec).toMatchObject({
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: "AlwaysAllow",
    });
    expect(
      podOf(entry()).topologySpreadConstraints?.map(({ topologyKey, whenUnsatisfiable, minDomains }) => [
        topologyKey,
        whenUnsatisfiable,
        minDomains,
      ]),
    ).toEqual([
      ["topology.kubernetes.io/zone", "DoNotSchedule", 2],
      ["kubernetes.io/hostname", "ScheduleAnyway", undefined],
    ]);
  });

  test("spreads over nodes alone where the pool has one zone", () => {
    const keys = podOf(entry(), { ...pool, zone: "use1-az6" }).topologySpreadConstraints?.map(
      (each) => each.topologyKey,
    );
    expect(keys).toEqual(["kubernetes.io/hostname"]);
  });

  test("takes requests once its health path answers, and stops only when none come", () => {
    const pod = podOf(entry({ health: "/ready", drainSeconds: 60, port: 9000 }));
    expect(pod.containers[0]).toMatchObject({
      ports: [{ name: "http", containerPort: 9000 }],
      readinessProbe: { httpGet: { path: "/ready", port: "http" } },
      lifecycle: { preStop: { sleep: { seconds: 15 } } },
    });
    expect(pod.terminationGracePeriodSeconds).toBe(75);
  });

  test("rolls out beside the old replicas where the pool can grow, in their place where not", () => {
    const rolling = (nodes: Pool["nodes"]) =>
      (deployment(entry(), { ...pool, nodes }, "high").spec as unknown as { strategy: { rollingUpdate: unknown } })
        .strategy.rollingUpdate;
    expect(rolling({ min: 2, max: 8 })).toEqual({ maxUnavailable: 0, maxSurge: 1 });
    expect(rolling(2)).toEqual({ maxUnavailable: 1, maxSurge: 0 });
  });

  test("makes a replica of several nodes a group whose leader serves", async () => {
    const fabric: Pool = { name: "serve", instanceType: "p5en.48xlarge", nodes: 4, zone: "use1-az5" };
    const all = await made(entry({ nodes: 2 }), fabric);
    expect(names(all, "kubernetes:apps/v1:Deployment")).toEqual([]);
    const { spec } = find(all, "kubernetes:leaderworkerset.x-k8s.io/v1:LeaderWorkerSet", "ai-chat-replicas").inputs as {
      spec: { leaderWorkerTemplate: Record<string, { spec: Pod }> };
    };
    const [leader, worker] = ["leaderTemplate", "workerTemplate"].map(
      (template) => spec.leaderWorkerTemplate[template]!.spec.containers[0]!,
    );
    expect(spec).toMatchObject({ replicas: 2, leaderWorkerTemplate: { size: 2 } });
    expect(leader).toHaveProperty("readinessProbe");
    expect(worker).not.toHaveProperty("readinessProbe");
    expect(worker).toMatchObject({ resources: { limits: { "nvidia.com/gpu": "8", "vpc.amazonaws.com/efa": "16" } } });
    expect(find(all, "kubernetes:core/v1:Service", "ai-chat-service").inputs.spec).toMatchObject({
      selector: { "app.kubernetes.io/name": "chat", "leaderworkerset.sigs.k8s.io/worker-index": "0" },
    });
  });

  test("counts its replicas by CPU use, as its entry says", async () => {
    const utilization = async (over: Partial<InferenceWorkload>) => {
      const all = await made(entry(over));
      const found = find(all, "kubernetes:autoscaling/v2:HorizontalPodAutoscaler", "ai-chat-autoscaler");
      return (found.inputs.spec as { metrics: { resource: { target: unknown } }[] }).metrics[0]!.resource.target;
    };
    expect(await utilization({})).toEqual({ type: "Utilization", averageUtilization: 70 });
    expect(await utilization({ autoscaling: { cpuPercent: 50 } })).toEqual({
      ...{ type: "Utilization", averageUtilization: 50 },
    });
  });

  test("counts them by metrics through KEDA, and keeps what there are while it cannot read them", async () => {
    const autoscaling = { waitingRequests: 4, gpuPercent: 80, cpuPercent: 60 };
    const all = await made(entry({ autoscaling, metrics: true }), pool, scalingMetrics);
    expect(names(all, "kubernetes:autoscaling/v2:HorizontalPodAutoscaler")).toEqual([]);
    const { spec } = find(all, "kubernetes:keda.sh/v1alpha1:ScaledObject", "ai-chat-autoscaler").inputs;
    expect(spec).toMatchObject({
      scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "chat" },
      ...{ minReplicaCount: 2, maxReplicaCount: 4 },
      fallback: { failureThreshold: 3, replicas: 2, behavior: "currentReplicasIfHigher" },
    });
    const { triggers } = spec as { triggers: { metadata: object }[] };
    expect(triggers[0]).toEqual({
      ...{ type: "prometheus", name: "waitingRequests", metricType: "AverageValue" },
      metadata: {
        ...{ serverAddress: "https://aps.test/workspaces/ws-1", awsRegion: "us-east-1", ignoreNullValues: "false" },
        ...{ query: 'sum(vllm:num_requests_waiting{namespace="products",service="chat"})', threshold: "4" },
      },
      authenticationRef: { kind: "ClusterTriggerAuthentication", name: "managed-prometheus" },
    });
    expect(triggers.slice(1)).toMatchObject([
      { metricType: "Value", metadata: { query: 'avg(DCGM_FI_DEV_GPU_UTIL{namespace="products",service="chat"})' } },
      { type: "cpu", metricType: "Utilization", metadata: { value: "60" } },
    ]);
    await expect(made(entry({ autoscaling, metrics: true }))).rejects.toThrow("needs metrics to follow");
  });

  test("lets the collector to its port where it serves metrics, and nobody else but its namespace where not", async () => {
    const all = await made(entry({ metrics: true }));
    const policy = find(all, "kubernetes:networking.k8s.io/v1:NetworkPolicy", "ai-chat-entry").inputs.spec;
    expect(policy).toMatchObject({ ingress: [{ ports: [{ port: "http" }] }] });
    expect(podLabels(entry({ metrics: true }))).toHaveProperty(["aidc.dev/metrics"], "http");
    expect(names(await made(entry()), "kubernetes:networking.k8s.io/v1:NetworkPolicy")).toEqual([]);
  });

  test("sends its canary a part of the requests, by the load balancer's own weights", async () => {
    const model = { claim: "next" };
    const canary = { weight: 10, model, env: { MODE: "next" } };
    const service = entry({ entry: { certificateArn }, model: { claim: "models" }, env: { A: "1" }, canary });
    const all = await made(service);
    const { metadata, spec } = find(all, "kubernetes:networking.k8s.io/v1:Ingress", "ai-chat-entry").inputs as {
      metadata: { annotations: Record<string, string> };
      spec: { rules: { http: { paths: { backend: { service: { name: string; port: object } } }[] } }[] };
    };
    const { name, port } = spec.rules[0]!.http.paths[0]!.backend.service;
    expect(port).toEqual({ name: "use-annotation" });
    expect(JSON.parse(metadata.annotations[`alb.ingress.kubernetes.io/actions.${name}`]!)).toEqual({
      type: "forward",
      forwardConfig: {
        targetGroups: [
          { serviceName: "chat", servicePort: "http", weight: 90 },
          { serviceName: "chat-canary", servicePort: "http", weight: 10 },
        ],
      },
    });
    for (const kind of ["apps/v1:Deployment", "core/v1:Service", "policy/v1:PodDisruptionBudget"]) {
      expect(names(all, `kubernetes:${kind}`)).toHaveLength(2);
    }
    const { inputs } = find(all, "kubernetes:apps/v1:Deployment", "ai-chat-canary-replicas");
    expect(inputs).toMatchObject({
      metadata: { name: "chat-canary", namespace: "products" },
      spec: {
        selector: { matchLabels: { "app.kubernetes.io/name": "chat-canary" } },
        template: { spec: { volumes: [{ persistentVolumeClaim: { claimName: "next" } }, {}, {}] } },
      },
    });
    expect(JSON.stringify(inputs)).toContain('{"name":"A","value":"1"},{"name":"MODE","value":"next"}');
    expect(replicasOf(canaryOf({ ...service, replicas: { min: 3, max: 12 } })!)).toEqual({ min: 2, max: 12 });
  });

  test("gives way to nothing unless it says so", () => {
    expect(highestPriority()).toBe("high");
    expect(highestPriority({ priorities: { bulk: 1, now: 7, later: 3 } })).toBe("now");
  });
});
