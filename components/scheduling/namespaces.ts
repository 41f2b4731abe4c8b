import type * as kubernetes from "@pulumi/kubernetes/types/input";
import { findInstanceType } from "../../catalog/instanceTypes";
import { poolAccelerators, poolQuota } from "../../spec/quota";
import type { Team } from "../../spec/stack";
import { acceleratorResource } from "../compute/nodeMarks";
import { otlpPorts } from "../observability/otlp";
import type { QueuedPool } from "./queues";
import { teamLabel } from "./teamLabel";

/** A team's namespace: pods that break the `restricted` Pod Security Standard are refused, by the rules of `version`. */
export function namespace({ name }: Team, version: string): kubernetes.core.v1.Namespace {
  // A pod behind a load balancer is ready only once that sends to it: a rollout must not run ahead of it.
  const readiness = { "elbv2.k8s.aws/pod-readiness-gate-inject": "enabled" };
  return { metadata: { name, labels: { [teamLabel]: name, ...restrictedLabels(version), ...readiness } } };
}

/** Labels by which a namespace refuses pods that are not `restricted`. */
export function restrictedLabels(version: string): Record<string, string> {
  const labels = ["enforce", "audit", "warn"].flatMap((mode): [string, string][] => [
    [`pod-security.kubernetes.io/${mode}`, "restricted"],
    [`pod-security.kubernetes.io/${mode}-version`, `v${version}`],
  ]);
  return Object.fromEntries(labels);
}

/**
 * Nothing comes in and nothing goes out, but for what training and serving live on: the namespace's own pods, metrics, traces, names,
 * AWS' APIs (HTTPS) and the credentials of Pod Identity. The instance's own credentials stay out of reach. EFA traffic passes
 * no policy: the pool's security group keeps it within the pool.
 */
export function networkPolicies({ name }: Pick<Team, "name">): Record<string, kubernetes.networking.v1.NetworkPolicy> {
  const policy = (policyName: string, spec: kubernetes.networking.v1.NetworkPolicySpec) => ({
    metadata: { name: policyName, namespace: name },
    spec,
  });
  const port = (number: number, protocol = "TCP") => ({ port: number, protocol });
  const everyPod = {};
  return {
    "default-deny": policy("default-deny", { podSelector: everyPod, policyTypes: ["Ingress", "Egress"] }),
    "same-namespace": policy("same-namespace", {
      podSelector: everyPod,
      policyTypes: ["Ingress", "Egress"],
      ingress: [{ from: [{ podSelector: {} }] }],
      egress: [{ to: [{ podSelector: {} }] }],
    }),
    // The collector is outside the cluster, behind an address of the VPC; its security group reaches few ports.
    metrics: policy("metrics", {
      podSelector: everyPod,
      policyTypes: ["Ingress"],
      ingress: [{ ports: [{ port: "metrics", protocol: "TCP" }] }],
    }),
    egress: policy("egress", {
      podSelector: everyPod,
      policyTypes: ["Egress"],
      egress: [
        {
          to: [
            {
              namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
              podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
            },
          ],
          ports: [port(53, "UDP"), port(53)],
        },
        { to: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["169.254.0.0/16"] } }], ports: [port(443)] },
        { to: [{ ipBlock: { cidr: "169.254.170.23/32" } }], ports: [port(80)] },
        // The CloudWatch agent takes traces, where `monitoring.traces` asks for it.
        {
          to: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "amazon-cloudwatch" } } }],
          ports: Object.values(otlpPorts).map((number) => port(number)),
        },
      ],
    }),
  };
}

/**
 * The most that the namespace's pods may ask for, of each kind of accelerator: the team's own and what it may borrow. Kueue
 * holds the quota; this holds what passes Kueue by. No load balancers or node ports: `serving` publishes services.
 */
export function resourceQuota(team: Team, pools: readonly QueuedPool[]): kubernetes.core.v1.ResourceQuota {
  const accelerators: Record<string, number> = {};
  for (const pool of pools) {
    const accelerator = findInstanceType(pool.instanceType)?.accelerator;
    if (!accelerator) continue;
    const resource = `requests.${acceleratorResource(accelerator)}`;
    accelerators[resource] = (accelerators[resource] ?? 0) + mostOf(team, pool);
  }
  return {
    metadata: { name: "team", namespace: team.name },
    spec: {
      hard: {
        ...Object.fromEntries(Object.entries(accelerators).map(([resource, most]) => [resource, String(most)])),
        "services.loadbalancers": "0",
        "services.nodeports": "0",
      },
    },
  };
}

function mostOf(team: Team, pool: QueuedPool): number {
  const all = poolAccelerators(pool);
  const quota = team.quota[pool.name];
  if (quota === undefined) return all;
  const { nominal, borrowing = all } = poolQuota(quota, pool);
  return Math.min(all, nominal + borrowing);
}

/** What a container gets that asks for nothing: little, so that nobody holds a node by an oversight. */
export function limitRange({ name }: Team): kubernetes.core.v1.LimitRange {
  return {
    metadata: { name: "containers", namespace: name },
    spec: {
      limits: [
        {
          type: "Container",
          defaultRequest: { cpu: "500m", memory: "1Gi" },
          default: { cpu: "2", memory: "4Gi" },
        },
      ],
    },
  };
}
