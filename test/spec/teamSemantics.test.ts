import { describe, expect, it } from "vitest";
import { checkSemantics } from "../../spec/semantics";
import { loadStack } from "../../spec/load";
import type { Stack } from "../../spec/stack";

/** What it cleans, test/spec/cleaning.test.ts judges. */
const stack: Stack = { ...loadStack("stacks/us-east-1.yaml").stack, cleaning: [] };

describe("the semantics of teams and their work", () => {
  const image = `registry.example.com/job@sha256:${"a".repeat(64)}`;
  const job = { name: "job", team: "research", image, pool: "train-h200", nodes: 2, framework: "pytorch" as const };
  const chat = { name: "chat", team: "products", image, pool: "serve-l40s" };
  const entry = { certificateArn: "arn:aws:acm:us-east-1:111122223333:certificate/12345678" };
  const canary = { image: `registry.example.com/next@sha256:${"b".repeat(64)}`, weight: 10 };
  const withTeams = (...teams: NonNullable<Stack["scheduling"]>["teams"]): Stack => ({
    ...stack,
    scheduling: { teams },
    workloads: [],
    serving: [],
  });
  const withJob = (over: Partial<NonNullable<Stack["workloads"]>[number]>): Stack => ({
    ...stack,
    workloads: [{ ...job, ...over }],
  });
  const withService = (over: Partial<NonNullable<Stack["serving"]>[number]>): Stack => ({
    ...stack,
    serving: [{ ...chat, ...over }],
  });
  const role = "arn:aws:iam::111122223333:role/ada";

  it.each<[string, Stack, string, RegExp]>([
    [
      "a quota of no pool",
      withTeams({ name: "one", quota: { "train-h20": "50%" } }),
      "scheduling.teams.0.quota.train-h20",
      /not one of the file's pools.*train-h200/,
    ],
    [
      "more than the pool",
      withTeams({ name: "one", quota: { "train-h200": "75%" } }, { name: "two", quota: { "train-h200": "2 nodes" } }),
      "scheduling.teams.1.quota.train-h200",
      /makes the teams' quotas 40 of the pool's 32 accelerators/,
    ],
    [
      "lending more than is owned",
      withTeams({ name: "one", quota: { "train-h200": { nominal: "1 node", lending: "9 GPUs" } } }),
      "scheduling.teams.0.quota.train-h200.lending",
      /more than the team's own 8/,
    ],
    [
      "a namespace of Kubernetes' own",
      withTeams({ name: "kube-system", quota: { "train-h200": "1 node" } }),
      "scheduling.teams.0.name",
      /Kubernetes' own/,
    ],
    [
      "the namespace of a team that was called so",
      withTeams(
        { name: "science", formerly: ["research"], quota: { "train-h200": "1 node" } },
        { name: "research", quota: { "train-h200": "1 node" } },
      ),
      "scheduling.teams.1.name",
      /is the namespace of the team science/,
    ],
    [
      "a role with two access entries",
      {
        ...withTeams({ name: "one", quota: { "train-h200": "1 node" }, members: [{ role, as: "viewer" }] }),
        cluster: { ...stack.cluster, access: [{ role, as: "view" }] },
      },
      "scheduling.teams.0.members.0.role",
      /one access entry/,
    ],
    ["a team that is none", withJob({ team: "reserch" }), "workloads.0.team", /not one of scheduling.teams.*research/],
    ["a pool that is none", withJob({ pool: "train" }), "workloads.0.pool", /not a pool with accelerators/],
    ["a priority that is none", withJob({ priority: "urgent" }), "workloads.0.priority", /scheduling.priorities/],
    ["more nodes than the pool", withJob({ nodes: 5 }), "workloads.0.nodes", /more than pool train-h200 has, 4/],
    [
      "parameter servers without TensorFlow",
      withJob({ strategy: { parameterServers: 1 } }),
      "workloads.0.strategy.parameterServers",
      /TensorFlow's/,
    ],
    [
      "degrees that divide nothing",
      withJob({ strategy: { tensor: 8, pipeline: 3 } }),
      "workloads.0.strategy",
      /24, does not divide the job's 16/,
    ],
    [
      "a claim that nothing makes",
      withJob({ data: { claim: "dataset" } }),
      "workloads.0.data.claim",
      /no claim .* namespace research.*datasets/,
    ],
    [
      "a claim of another team's",
      withJob({ data: { claim: "models" } }),
      "workloads.0.data.claim",
      /no claim .* namespace research/,
    ],
    [
      "a model that nothing mounts",
      withService({ model: { claim: "weights" } }),
      "serving.0.model.claim",
      /no claim .* namespace products/,
    ],
    [
      "checkpoints that cannot be written",
      withJob({ checkpoints: { claim: "datasets" } }),
      "workloads.0.checkpoints.claim",
      /is read-only/,
    ],
    [
      "TensorFlow's checkpoints on a bucket",
      {
        ...withJob({ framework: "tensorflow", checkpoints: { claim: "runs" } }),
        serving: [],
        storage: { buckets: [{ name: "runs", mounts: [{ namespace: "research", readOnly: false }] }] },
      },
      "workloads.0.checkpoints.claim",
      /TensorFlow renames.*Lustre/,
    ],
    [
      "more accelerators than a node",
      withService({ accelerators: 5 }),
      "serving.0.accelerators",
      /g6e.12xlarge has, 4/,
    ],
    [
      "replicas upside down",
      withService({ replicas: { min: 3, max: 2 } }),
      "serving.0.replicas.min",
      /more than max, 2/,
    ],
    [
      "replicas counted by what nobody tells",
      withService({ autoscaling: { waitingRequests: 4 } }),
      "serving.0.autoscaling.waitingRequests",
      /`metrics: true`/,
    ],
    [
      "replicas counted by metrics that nobody keeps",
      { ...withService({ autoscaling: { gpuPercent: 80, cpuPercent: 70 } }), monitoring: { alertEmails: [] } },
      "serving.0.autoscaling.gpuPercent",
      /the file keeps none.*managed-prometheus/,
    ],
    ["a canary that nothing reaches", withService({ canary }), "serving.0.canary", /Give the service an entry/],
    [
      "a canary like its service",
      withService({ entry, canary: { weight: 10, replicas: { min: 2, max: 4 } } }),
      "serving.0.canary",
      /does not differ/,
    ],
    [
      "a canary with another service's name",
      {
        ...stack,
        serving: [
          { ...chat, entry, canary },
          { ...chat, name: "chat-canary" },
        ],
      },
      "serving.0.canary",
      /name of another service.*/,
    ],
    [
      "a canary's model that nothing mounts",
      withService({ entry, canary: { weight: 10, model: { claim: "weights" } } }),
      "serving.0.canary.model.claim",
      /no claim .* namespace products/,
    ],
  ])("finds %s", (_, given, path, message) => {
    const found = checkSemantics(given);
    expect(found.map((finding) => finding.path.join("."))).toEqual([path]);
    expect(`${found[0]?.message} ${found[0]?.hint ?? ""}`).toMatch(message);
  });

  it("lets teams share a dynamic pool, and work run on it", () => {
    const quota = { "burst-l40s": "16 GPUs" };
    expect(checkSemantics(withTeams({ name: "products", quota }))).toEqual([]);
    const [over] = checkSemantics(withTeams({ name: "products", quota: { "burst-l40s": "5 nodes" } }));
    expect(over?.message).toBe("makes the teams' quotas 20 of the pool's 16 accelerators");
    expect(checkSemantics(withService({ pool: "burst-l40s" }))).toEqual([]);
  });

  it("passes claims that the storage makes, and those that are made elsewhere", () => {
    const found = checkSemantics(
      withJob({ data: { claim: "mine", existing: true }, checkpoints: { claim: "checkpoints" } }),
    );
    expect(found).toEqual([]);
  });
});
