import type * as kubernetes from "@pulumi/kubernetes/types/input";
import { findAccelerator } from "../../catalog/accelerators";
import { collectivesEnvironment } from "../../catalog/collectives";
import { DEFAULT_FAILURES_PER_THOUSAND_NODE_DAYS, jobMtbfSeconds } from "../../sizing/reliability/failures";
import { dalyInterval } from "../../sizing/reliability/checkpoint";
import { usesEfa } from "../../spec/fabric";
import type { TrainingWorkload } from "../../spec/stack";
import { acceleratorResource } from "../compute/nodeMarks";
import { scrapedPorts } from "../observability/prometheus/scrape";
import { hostShare, knownType, type NodeShare, nodeShare, type PodPool } from "./nodeShare";
import { rendezvous, type Role } from "./rendezvous";
import { restrictedContainer, restrictedPod } from "./restricted";
import { claimed, scratch, sharedMemory } from "./volumes";

export const containerName = "training";

/** Where a job that tells of itself is heard: the collector's security group may reach it. */
const metricsPort = scrapedPorts.webMetrics;

/** EC2 gives two minutes' notice of a spot interruption: the pod has them to save what it has. */
const noticeSeconds = 120;

/** The part of a node's cores and memory that the chief and each parameter server take. */
const hostPart = 1 / 8;

/** The pod of a training job that plays `role`: a worker has a whole node's accelerators, network cards and memory. */
export function trainingPod(
  workload: TrainingWorkload,
  pool: PodPool,
  roles: readonly Role[],
  role: Role,
): kubernetes.core.v1.PodSpec {
  const type = knownType(pool);
  const share = shareOf(workload, pool, roles, role);
  const { image, command, args, checkpoints, priority = "normal" } = workload;
  const volumes = volumesOf(workload, share);
  return {
    restartPolicy: "Never",
    priorityClassName: priority,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: restrictedPod,
    nodeSelector: { "aidc.dev/pool": pool.name },
    tolerations: [
      { key: acceleratorResource(type.accelerator), operator: "Exists", effect: "NoSchedule" },
      ...["not-ready", "unreachable"].map((state) => ({
        // A minute, not the usual five: the other nodes stand idle meanwhile.
        ...{ key: `node.kubernetes.io/${state}`, operator: "Exists", effect: "NoExecute", tolerationSeconds: 60 },
      })),
    ],
    terminationGracePeriodSeconds: noticeSeconds,
    containers: [
      {
        name: containerName,
        image,
        command,
        args,
        env: environment(workload, pool, roles, role),
        ports: reports(workload, roles, role) ? [{ name: "metrics", containerPort: metricsPort }] : undefined,
        resources: { requests: share.resources, limits: share.resources },
        securityContext: restrictedContainer,
        volumeMounts: volumes.map(({ mount }) => mount),
        lifecycle: checkpoints?.beforeStop && { preStop: { exec: { command: checkpoints.beforeStop } } },
      },
    ],
    volumes: volumes.map(({ volume }) => volume),
  };
}

function shareOf(
  { nodes }: Pick<TrainingWorkload, "nodes">,
  pool: PodPool,
  roles: readonly Role[],
  { name }: Role,
): NodeShare {
  if (name !== "worker") return hostShare(pool, hostPart);
  const others = roles.filter((role) => role.name !== "worker").reduce((sum, { pods }) => sum + pods, 0);
  return nodeShare(pool, knownType(pool).accelerator.count, 1 - Math.ceil(others / nodes) * hostPart);
}

/** The data and the checkpoints, shared memory and scratch space. */
function volumesOf({ data, checkpoints, sharedMemory: size }: TrainingWorkload, { memoryGiB }: NodeShare) {
  return [
    ...(data ? [claimed(data, "data", true)] : []),
    ...(checkpoints ? [claimed(checkpoints, "checkpoints", false)] : []),
    sharedMemory(memoryGiB, size),
    scratch,
  ];
}

/** Kubernetes puts a variable's value into those after it, and into the arguments, where they say `$(NAME)`. */
function environment(workload: TrainingWorkload, pool: PodPool, roles: readonly Role[], role: Role) {
  const type = knownType(pool);
  const collectives = role.name === "worker" ? collectivesEnvironment(type, usesEfa(pool, type)) : {};
  const { accelerator } = type;
  const values = { ...collectives, ...choices(workload), ...reporting(workload, accelerator.name), ...workload.env };
  return [
    ...rendezvous(workload, roles, role, accelerator.count),
    ...Object.entries(values).map(([name, value]) => ({ name, value })),
    scratch.env,
  ];
}

/** The workload's choices as its program reads them. */
function choices({ strategy = "data-parallel", optimizer, data, checkpoints, nodes }: TrainingWorkload) {
  const parallel = typeof strategy === "object" && !("parameterServers" in strategy) ? strategy : {};
  const { tensor, pipeline, zero } = parallel;
  return withoutUndefined({
    AIDC_STRATEGY: strategyName(strategy),
    AIDC_OPTIMIZER: optimizer,
    AIDC_TENSOR_PARALLEL: tensor?.toString(),
    AIDC_PIPELINE_PARALLEL: pipeline?.toString(),
    AIDC_ZERO_STAGE: zero?.toString(),
    AIDC_DATA: data && "/data",
    AIDC_CHECKPOINTS: checkpoints && "/checkpoints",
    AIDC_CHECKPOINT_SECONDS: checkpoints && String(checkpointSeconds(checkpoints, nodes)),
  });
}

/** Each worker tells of itself; where a chief asks workers for each step, it alone can. */
function reports({ metrics = false }: TrainingWorkload, roles: readonly Role[], role: Role): boolean {
  return metrics && role === roles[0];
}

/** What a job needs to report as docs/monitoring.md says. */
function reporting({ metrics = false, expectedMfu }: TrainingWorkload, accelerator: string): Record<string, string> {
  if (!metrics) return {};
  return withoutUndefined({
    AIDC_METRICS_PORT: String(metricsPort),
    AIDC_PEAK_TFLOPS: findAccelerator(accelerator)?.bf16Tflops?.toString(),
    AIDC_EXPECTED_MFU: expectedMfu?.toString(),
  });
}

function strategyName(strategy: NonNullable<TrainingWorkload["strategy"]>): string {
  if (typeof strategy === "string") return strategy;
  return "parameterServers" in strategy ? "parameter-server" : "model-parallel";
}

/** The file's interval, or the one that loses least to the failures which so many nodes have. */
export function checkpointSeconds(
  { everySeconds, stallSeconds = 30 }: NonNullable<TrainingWorkload["checkpoints"]>,
  nodes: number,
): number {
  const mtbf = jobMtbfSeconds(nodes, DEFAULT_FAILURES_PER_THOUSAND_NODE_DAYS);
  return everySeconds ?? Math.round(dalyInterval(stallSeconds, mtbf));
}

function withoutUndefined(values: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
