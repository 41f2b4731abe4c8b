import type { InstanceType } from "../catalog/instanceTypes";
import { ranksPerAccelerator } from "../catalog/fabricTests";
import { efaInterfaceCount } from "../catalog/networkInterfaces";
import { acceleratorResource } from "../components/compute/nodeMarks";

/** One run of the fabric's acceptance test: an all-reduce over all accelerators of some nodes of a pool. */
export interface FabricTest {
  /** Of its Kubernetes objects. */
  name: string;
  namespace: string;
  /** The pool's name: the label of its nodes. */
  pool: string;
  type: InstanceType;
  nodes: number;
  image: string;
  /** What the pods show each other; anyone who knows it can run commands in them. */
  token: string;
  /** Of the largest message. */
  messageGiB: number;
  /** The files of `workloads/fabric/` that the pods run, by name. */
  scripts: Record<string, string>;
  /** Kueue's queue, where the namespace is managed by it. */
  queue?: string;
}

/** A Kubernetes object, as `kubectl apply` takes it. */
export type KubernetesObject = Record<string, unknown> & { kind: string; metadata: Record<string, unknown> };

const port = 2222;

/** The objects of the test: its scripts and token, the service that names its pods, and the Job. */
export function fabricTestObjects(test: FabricTest): KubernetesObject[] {
  const { name, namespace } = test;
  const labels = { "app.kubernetes.io/name": "fabric-test", "app.kubernetes.io/instance": name };
  const metadata = { name, namespace, labels };
  const podLabels = { "batch.kubernetes.io/job-name": name };
  return [
    { apiVersion: "v1", kind: "ConfigMap", metadata, data: test.scripts },
    { apiVersion: "v1", kind: "Secret", metadata, type: "Opaque", stringData: { token: test.token } },
    {
      apiVersion: "v1",
      kind: "Service",
      metadata,
      spec: { clusterIP: "None", publishNotReadyAddresses: true, selector: podLabels, ports: [{ port }] },
    },
    {
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata,
      spec: {
        podSelector: { matchLabels: podLabels },
        policyTypes: ["Ingress"],
        ingress: [{ from: [{ podSelector: { matchLabels: podLabels } }] }],
      },
    },
    job(test, metadata),
  ];
}

function job(
  test: FabricTest,
  metadata: { labels: Record<string, string> } & Record<string, unknown>,
): KubernetesObject {
  const queue: Record<string, string> = test.queue ? { "kueue.x-k8s.io/queue-name": test.queue } : {};
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { ...metadata, labels: { ...metadata.labels, ...queue } },
    spec: {
      completionMode: "Indexed",
      completions: test.nodes,
      parallelism: test.nodes,
      // A fabric that passes at the second try is not one to train on.
      backoffLimit: 0,
      activeDeadlineSeconds: 3600,
      ttlSecondsAfterFinished: 3600,
      template: { metadata: { labels: metadata.labels }, spec: podSpec(test) },
    },
  };
}

function podSpec(test: FabricTest) {
  const accelerator = acceleratorOf(test.type);
  return {
    subdomain: test.name,
    restartPolicy: "Never",
    automountServiceAccountToken: false,
    nodeSelector: { "aidc.dev/pool": test.pool },
    tolerations: [{ key: acceleratorResource(accelerator), operator: "Exists", effect: "NoSchedule" }],
    containers: [container(test)],
    volumes: [
      { name: "scripts", configMap: { name: test.name, defaultMode: 0o555 } },
      // NCCL's ranks of one node share buffers here; the default is 64 MiB.
      { name: "shared-memory", emptyDir: { medium: "Memory", sizeLimit: "16Gi" } },
    ],
  };
}

function container(test: FabricTest) {
  const { accelerator, script } = { accelerator: acceleratorOf(test.type), script: scriptOf(test.type) };
  const hosts = Array.from({ length: test.nodes }, (_, index) => `${test.name}-${index}`);
  const resources = {
    [acceleratorResource(accelerator)]: accelerator.count,
    "vpc.amazonaws.com/efa": efaInterfaceCount(test.type),
    // What libfabric's EFA provider takes at its most (EKS User Guide, "Run machine learning training with EFA").
    "hugepages-2Mi": "5120Mi",
    memory: "64Gi",
  };
  return {
    name: "fabric-test",
    image: test.image,
    command: ["/bin/bash", `/fabric/${script}`],
    env: [
      { name: "NODES", value: hosts.join(",") },
      { name: "WORKERS", value: hosts.slice(1).join(" ") },
      { name: "PER_NODE", value: String(accelerator.count * ranksPerAccelerator(accelerator.name)) },
      { name: "MAX", value: `${test.messageGiB}G` },
      { name: "FABRIC_PORT", value: String(port) },
      { name: "FABRIC_SERVICE", value: test.name },
      { name: "FABRIC_TOKEN", valueFrom: { secretKeyRef: { name: test.name, key: "token" } } },
    ],
    resources: { limits: resources, requests: resources },
    volumeMounts: [
      { name: "scripts", mountPath: "/fabric" },
      { name: "shared-memory", mountPath: "/dev/shm" },
    ],
  };
}

/** The script of `workloads/fabric/` that tests the type's accelerators. */
export function scriptOf(type: InstanceType): string {
  return acceleratorOf(type).manufacturer === "NVIDIA" ? "nccl.sh" : "nccom.sh";
}

/** The largest power of two of GiB that fits an accelerator's memory twice over, at most 16. */
export function messageGiBOf(type: InstanceType): number {
  return Math.min(16, 2 ** Math.floor(Math.log2(acceleratorOf(type).memoryGiB / 2.5)));
}

function acceleratorOf(type: InstanceType) {
  if (!type.accelerator) throw new Error(`${type.name} has no accelerators`);
  return type.accelerator;
}
