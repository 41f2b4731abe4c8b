import { Provider } from "@pulumi/kubernetes/provider";
import { describe, expect, test } from "vitest";
import { jobSet } from "../../../components/workloads/jobSet";
import { TrainingJob } from "../../../components/workloads/trainingJob";
import { checkpointSeconds } from "../../../components/workloads/trainingPod";
import type { Pool, TrainingWorkload } from "../../../spec/stack";
import { find, names, register } from "../harness";

const h200: Pool = { name: "train", instanceType: "p5en.48xlarge", nodes: 4, zone: "use1-az5" };
const mnist: Pool = { name: "mnist", instanceType: "g7e.12xlarge", nodes: 2, zone: "use1-az2" };
const image = `registry.example.com/job@sha256:${"a".repeat(64)}`;
const workload = (over: Partial<TrainingWorkload> = {}): TrainingWorkload => ({
  name: "job",
  team: "research",
  image,
  pool: "train",
  nodes: 4,
  framework: "pytorch",
  ...over,
});

interface Pod {
  containers: {
    env: { name: string; value?: string; valueFrom?: unknown }[];
    resources: { requests: Record<string, string>; limits: Record<string, string> };
    lifecycle?: unknown;
    ports?: { name: string; containerPort: number }[];
  }[];
  volumes: { name: string; emptyDir?: unknown; persistentVolumeClaim?: unknown }[];
  tolerations: { key: string; tolerationSeconds?: number }[];
}

const jobs = (entry: TrainingWorkload, pool = h200) =>
  jobSet(entry, pool).spec.replicatedJobs.map(({ name, template: { spec } }) => {
    const { metadata, spec: pod } = spec.template as { metadata: { annotations: unknown }; spec: Pod };
    return { name, spec, annotations: metadata.annotations, pod };
  });
const only = (entry: TrainingWorkload, pool?: Pool) => jobs(entry, pool)[0]!;
const env = (pod: Pod) => Object.fromEntries(pod.containers[0]!.env.map(({ name, value }) => [name, value]));

describe("a training job", () => {
  test("takes whole nodes: every accelerator and network card, huge pages, cores and memory of its own", () => {
    const { pod, spec } = only(workload());
    const resources = {
      cpu: "182",
      memory: "1730Gi",
      "nvidia.com/gpu": "8",
      "vpc.amazonaws.com/efa": "16",
      "hugepages-2Mi": "10256Mi",
    };
    expect(pod.containers[0]!.resources).toEqual({ requests: resources, limits: resources });
    expect(spec).toMatchObject({ parallelism: 4, completions: 4, completionMode: "Indexed", backoffLimit: 0 });
    expect(pod.volumes.find(({ name }) => name === "shared-memory")?.emptyDir).toEqual({
      medium: "Memory",
      sizeLimit: "216Gi",
    });
  });

  test("asks for no network card where the pool has none", () => {
    const { pod } = only(workload(), { ...h200, efa: false });
    expect(Object.keys(pod.containers[0]!.resources.limits)).toEqual(["cpu", "memory", "nvidia.com/gpu"]);
    expect(env(pod)).not.toHaveProperty("FI_PROVIDER");
  });

  test("tells torchrun where to meet and how many it starts", () => {
    expect(env(only(workload({ strategy: { tensor: 8, zero: 1 }, optimizer: "adamw" })).pod)).toMatchObject({
      PET_NNODES: "4",
      PET_NPROC_PER_NODE: "8",
      PET_RDZV_BACKEND: "c10d",
      PET_RDZV_ENDPOINT: "job-worker-0-0.job:29400",
      MASTER_ADDR: "job-worker-0-0.job",
      FI_PROVIDER: "efa",
      NCCL_SOCKET_IFNAME: "eth0",
      AIDC_STRATEGY: "model-parallel",
      AIDC_OPTIMIZER: "adamw",
      AIDC_TENSOR_PARALLEL: "8",
      AIDC_ZERO_STAGE: "1",
    });
  });

  test("writes TensorFlow's cluster, the pod's own place in it by its index", () => {
    const { pod } = only(workload({ framework: "tensorflow", nodes: 2 }), mnist);
    expect(pod.containers[0]!.env[0]).toEqual({
      name: "POD_INDEX",
      valueFrom: { fieldRef: { fieldPath: "metadata.annotations['batch.kubernetes.io/job-completion-index']" } },
    });
    const config = env(pod).TF_CONFIG!.replace("$(POD_INDEX)", "1");
    expect(JSON.parse(config)).toEqual({
      cluster: { worker: ["job-worker-0-0.job:2222", "job-worker-0-1.job:2222"] },
      task: { type: "worker", index: 1 },
    });
  });

  test("runs parameter servers on the nodes' own cores, until the chief is done", () => {
    const entry = workload({ framework: "tensorflow", nodes: 2, strategy: { parameterServers: 2 } });
    const [chief, worker, ps] = jobs(entry, mnist);
    expect([chief!.spec.parallelism, worker!.spec.parallelism, ps!.spec.parallelism]).toEqual([1, 2, 2]);
    expect(Object.keys(ps!.pod.containers[0]!.resources.limits)).toEqual(["cpu", "memory"]);
    // Two of the three land on one of the two nodes: beside its worker they must fit.
    const cpu = ({ pod }: { pod: Pod }) => Number(pod.containers[0]!.resources.limits.cpu);
    expect(cpu(worker!) + cpu(chief!) + cpu(ps!)).toBeLessThanOrEqual(48);
    expect(JSON.parse(env(ps!.pod).TF_CONFIG!.replace("$(POD_INDEX)", "1"))).toEqual({
      cluster: {
        chief: ["job-chief-0-0.job:2222"],
        worker: ["job-worker-0-0.job:2222", "job-worker-0-1.job:2222"],
        ps: ["job-ps-0-0.job:2222", "job-ps-0-1.job:2222"],
      },
      task: { type: "ps", index: 1 },
    });
    expect(jobSet(entry, mnist).spec.successPolicy).toEqual({ operator: "All", targetReplicatedJobs: ["chief"] });
  });

  test("is heard where it says that it reports, with what its efficiency is measured by", () => {
    const { pod } = only(workload({ metrics: true, expectedMfu: 0.4 }));
    expect(pod.containers[0]!.ports).toEqual([{ name: "metrics", containerPort: 8080 }]);
    expect(env(pod)).toMatchObject({ AIDC_METRICS_PORT: "8080", AIDC_PEAK_TFLOPS: "989", AIDC_EXPECTED_MFU: "0.4" });
    const silent = only(workload({ expectedMfu: 0.4 })).pod;
    expect(silent.containers[0]!.ports).toBeUndefined();
    expect(env(silent)).not.toHaveProperty("AIDC_METRICS_PORT");
    // With parameter servers the chief alone knows how the run goes.
    const strategy = { parameterServers: 1 };
    const speakers = jobs(workload({ framework: "tensorflow", nodes: 2, strategy, metrics: true }), mnist);
    expect(speakers.filter(({ pod }) => pod.containers[0]!.ports).map(({ name }) => name)).toEqual(["chief"]);
  });

  test("numbers JAX's processes", () => {
    expect(env(only(workload({ framework: "jax" })).pod)).toMatchObject({
      JAX_NUM_PROCESSES: "4",
      JAX_COORDINATOR_ADDRESS: "job-worker-0-0.job:8476",
    });
  });

  test("restarts without counting when a node is lost, and never on wrong use", () => {
    const { failurePolicy } = jobSet(workload({ maxRestarts: 5 }), h200).spec;
    expect(failurePolicy).toMatchObject({ maxRestarts: 5, restartStrategy: "BlockingRecreate" });
    expect(failurePolicy.rules.map(({ name, action }) => [name, action])).toEqual([
      ["disruption", "RestartJobSetAndIgnoreMaxRestarts"],
      ["wronguse", "FailJobSet"],
    ]);
    expect(only(workload()).spec.podFailurePolicy).toEqual({
      rules: [
        { action: "FailJob", onPodConditions: [{ type: "DisruptionTarget", status: "True" }] },
        { action: "FailJob", onExitCodes: { containerName: "training", operator: "In", values: [2, 126, 127] } },
      ],
    });
    const waits = only(workload()).pod.tolerations.filter(({ key }) => key.startsWith("node.kubernetes.io/"));
    expect(waits.map(({ tolerationSeconds }) => tolerationSeconds)).toEqual([60, 60]);
  });

  test("stays near where the pool has a topology, as near as the file says", () => {
    const annotations = (over: Partial<TrainingWorkload>, pool = h200) => only(workload(over), pool).annotations;
    const layer = (number: number) => `topology.k8s.aws/network-node-layer-${number}`;
    expect(annotations({})).toEqual({ "kueue.x-k8s.io/podset-preferred-topology": layer(3) });
    expect(annotations({ within: "rack" })).toEqual({ "kueue.x-k8s.io/podset-required-topology": layer(3) });
    expect(annotations({ within: "block" })).toEqual({ "kueue.x-k8s.io/podset-required-topology": layer(2) });
    expect(annotations({ within: "spread" })).toEqual({ "kueue.x-k8s.io/podset-unconstrained-topology": "true" });
    // Where nodes come and go there is no place to keep to, but neither autoscaler tidies its nodes away.
    expect(annotations({}, { ...h200, nodes: { min: 0, max: 4 } })).toEqual({
      "karpenter.sh/do-not-disrupt": "true",
      "cluster-autoscaler.kubernetes.io/safe-to-evict": "false",
    });
  });

  test("saves as often as the failures of so many nodes ask for, or as the file says, and once more before it stops", () => {
    // Daly, 30 s stall: sqrt(2 x 30 x 1000 d / (4 x 3.9)), less the stall, is about 5 hours.
    expect(checkpointSeconds({ claim: "c" }, 4)).toBe(18209);
    expect(checkpointSeconds({ claim: "c" }, 400)).toBeLessThan(checkpointSeconds({ claim: "c" }, 4) / 9);
    const { pod } = only(workload({ checkpoints: { claim: "ckpt", everySeconds: 600, beforeStop: ["save"] } }));
    expect(env(pod)).toMatchObject({ AIDC_CHECKPOINTS: "/checkpoints", AIDC_CHECKPOINT_SECONDS: "600" });
    expect(pod.containers[0]!.lifecycle).toEqual({ preStop: { exec: { command: ["save"] } } });
    expect(pod.volumes[0]).toEqual({
      name: "checkpoints",
      persistentVolumeClaim: { claimName: "ckpt", readOnly: false },
    });
  });

  test("gives its nodes back after the hours that the file allows, in Kueue's words", () => {
    const labels = (over: Partial<TrainingWorkload>) => jobSet(workload(over), h200).metadata.labels;
    expect(labels({ maxHours: 1.5 })).toMatchObject({ "kueue.x-k8s.io/max-exec-time-seconds": "5400" });
    expect(labels({})).not.toHaveProperty(["kueue.x-k8s.io/max-exec-time-seconds"]);
  });

  test("is a TrainJob with a runtime of its own where Trainer is to make it, and pods as JobSet's", async () => {
    const entry = workload({ operator: "trainer", priority: "high" });
    const all = await register((opts) => {
      const kubernetes = new Provider("kubernetes", {});
      void new TrainingJob("ai-job", { workload: entry, pool: h200, kubernetes }, opts);
    });
    const { metadata, spec } = jobSet(entry, h200);
    const runtime = find(all, "kubernetes:trainer.kubeflow.org/v1alpha1:TrainingRuntime", "ai-job-runtime").inputs;
    expect((runtime["spec"] as { template: { spec: object } }).template.spec).toEqual(resolved(spec));
    const job = find(all, "kubernetes:trainer.kubeflow.org/v1alpha1:TrainJob", "ai-job-trainjob").inputs;
    expect(job).toMatchObject({
      metadata: { ...metadata, labels: { "kueue.x-k8s.io/queue-name": "default" } },
      spec: { runtimeRef: { kind: "TrainingRuntime", name: (runtime["metadata"] as { name: string }).name } },
    });
    expect(names(all, "kubernetes:jobset.x-k8s.io/v1alpha2:JobSet")).toEqual([]);
  });
});

/** As it is on the wire. */
const resolved = (value: object) => JSON.parse(JSON.stringify(value)) as object;
