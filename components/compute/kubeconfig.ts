/** Where a cluster answers, as `eks.Cluster` outputs it. */
export interface ClusterEndpoint {
  name: string;
  region: string;
  endpoint: string;
  /** Base64, as EKS gives it. */
  certificateAuthority: string;
}

/**
 * A kubeconfig that holds no secret: each call asks `aws eks get-token` for a token of whoever runs it.
 */
export function kubeconfig({ name, region, endpoint, certificateAuthority }: ClusterEndpoint): object {
  return {
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name, cluster: { server: endpoint, "certificate-authority-data": certificateAuthority } }],
    users: [
      {
        name,
        user: {
          exec: {
            apiVersion: "client.authentication.k8s.io/v1beta1",
            command: "aws",
            args: ["eks", "get-token", "--cluster-name", name, "--region", region, "--output", "json"],
            interactiveMode: "Never",
          },
        },
      },
    ],
    contexts: [{ name, context: { cluster: name, user: name } }],
    "current-context": name,
  };
}
