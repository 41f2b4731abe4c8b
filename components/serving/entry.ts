import type * as kubernetes from "@pulumi/kubernetes/types/input";
import type * as pulumi from "@pulumi/pulumi";
import type { InferenceWorkload } from "../../spec/stack";
import { defaultHealth, type EdgePlace, selectorOf } from "./inferencePod";
import { canaryName } from "./revisions";

/** How the world outside the cluster reaches a service. */
export type Entry = NonNullable<InferenceWorkload["entry"]>;

/** TLS 1.3 or 1.2 with forward secrecy, post-quantum key exchange where the client has it: what AWS recommends. */
const tlsPolicy = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";

/**
 * An Application Load Balancer of the AWS Load Balancer Controller: HTTPS alone, straight to the pods that are ready, with time
 * for the requests under way when one of them leaves. At the edge it stands in the site's own subnet: a load balancer's zones are of
 * one kind.
 */
export function ingress(service: InferenceWorkload, entry: Entry, edge?: EdgePlace): kubernetes.networking.v1.Ingress {
  const { name, team, health = defaultHealth, drainSeconds = 120 } = service;
  const options = {
    scheme: entry.public ? "internet-facing" : "internal",
    "target-type": "ip",
    "listen-ports": JSON.stringify([{ HTTPS: 443 }]),
    "certificate-arn": entry.certificateArn,
    "ssl-policy": tlsPolicy,
    subnets: edge?.subnetId,
    "inbound-cidrs": entry.allowedCidrs?.join(","),
    "wafv2-acl-arn": entry.webAclArn,
    "healthcheck-path": health,
    "healthcheck-interval-seconds": "10",
    "load-balancer-attributes": "routing.http.drop_invalid_header_fields.enabled=true,idle_timeout.timeout_seconds=300",
    // To the replica that has the fewest requests: some take a hundred times as long as others.
    "target-group-attributes": `deregistration_delay.timeout_seconds=${drainSeconds},load_balancing.algorithm.type=least_outstanding_requests`,
  };
  const annotations = Object.entries(options)
    .filter((option): option is [string, pulumi.Input<string>] => option[1] !== undefined)
    .map(([option, value]): [string, pulumi.Input<string>] => [`alb.ingress.kubernetes.io/${option}`, value]);
  const divided = `${name}-divided`;
  if (service.canary) annotations.push([`alb.ingress.kubernetes.io/actions.${divided}`, division(service)]);
  const backend = service.canary
    ? { service: { name: divided, port: { name: "use-annotation" } } }
    : { service: { name, port: { name: "http" } } };
  return {
    metadata: { name, namespace: team, annotations: Object.fromEntries(annotations) },
    spec: {
      ingressClassName: "alb",
      rules: [{ host: entry.host, http: { paths: [{ path: "/", pathType: "Prefix", backend }] } }],
    },
  };
}

/** The controller's own form of a listener's action: a target group for each revision, by weight. */
function division(service: InferenceWorkload): string {
  const weight = service.canary?.weight ?? 0;
  const to = (serviceName: string, part: number) => ({ serviceName, servicePort: "http", weight: part });
  const targetGroups = [to(service.name, 100 - weight), to(canaryName(service), weight)];
  return JSON.stringify({ type: "forward", forwardConfig: { targetGroups } });
}

/**
 * The load balancer sends from addresses of the VPC, and so does the metrics' collector: their security groups decide who
 * reaches what, and this lets them to the pods.
 */
export function entryPolicy(service: InferenceWorkload): kubernetes.networking.v1.NetworkPolicy {
  return {
    metadata: { name: `${service.name}-entry`, namespace: service.team },
    spec: {
      podSelector: { matchLabels: selectorOf(service) },
      policyTypes: ["Ingress"],
      ingress: [{ ports: [{ port: "http", protocol: "TCP" }] }],
    },
  };
}
