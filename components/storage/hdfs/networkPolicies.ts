import type * as kubernetes from "@pulumi/kubernetes/types/input";
import type { Hdfs } from "../../../spec/stack";
import { ports } from "./design";

type NetworkPolicy = kubernetes.networking.v1.NetworkPolicy;

/**
 * Nothing comes in or goes out but among the cluster's own pods, to names, from the client namespaces to what clients speak,
 * and to the realm's KDC.
 *
 * @param vpcCidr Where the region's collector of metrics is.
 */
export function networkPolicies(hdfs: Hdfs, namespace: string, vpcCidr: string): Record<string, NetworkPolicy> {
  const policy = (name: string, spec: Omit<kubernetes.networking.v1.NetworkPolicySpec, "podSelector">) => ({
    metadata: { name, namespace },
    spec: { podSelector: {}, ...spec },
  });
  const { clients = [], metrics, tls, kerberos } = hdfs;
  const web = tls ? "https" : "http";
  return {
    "default-deny": policy("default-deny", { policyTypes: ["Ingress", "Egress"] }),
    "same-namespace": policy("same-namespace", {
      policyTypes: ["Ingress", "Egress"],
      ingress: [{ from: [{ podSelector: {} }] }],
      egress: [{ to: [{ podSelector: {} }] }],
    }),
    names: policy("names", {
      policyTypes: ["Egress"],
      egress: [
        {
          to: [{ ...named("kube-system"), podSelector: { matchLabels: { "k8s-app": "kube-dns" } } }],
          ports: [tcp(53), { port: 53, protocol: "UDP" }],
        },
      ],
    }),
    ...(clients.length > 0 && {
      clients: policy("clients", {
        policyTypes: ["Ingress"],
        ingress: [
          {
            from: clients.map(named),
            ports: [tcp(ports.nameNode.rpc), tcp(ports.dataNode.data), tcp(ports.dataNode.ipc)],
          },
        ],
      }),
    }),
    ...(metrics && {
      // The managed collector is no pod: it has addresses of the VPC's subnets.
      metrics: policy("metrics", {
        policyTypes: ["Ingress"],
        ingress: [
          {
            from: [{ ipBlock: { cidr: vpcCidr } }],
            ports: [ports.nameNode, ports.journalNode, ports.dataNode].map((daemon) => tcp(daemon[web])),
          },
        ],
      }),
    }),
    ...(kerberos && {
      kerberos: policy("kerberos", {
        policyTypes: ["Egress"],
        egress: [{ to: [{ ipBlock: { cidr: kerberos.kdcCidr } }], ports: [tcp(88), { port: 88, protocol: "UDP" }] }],
      }),
    }),
  };
}

function named(namespace: string): kubernetes.networking.v1.NetworkPolicyPeer {
  return { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } } };
}

function tcp(port: number): kubernetes.networking.v1.NetworkPolicyPort {
  return { port, protocol: "TCP" };
}
