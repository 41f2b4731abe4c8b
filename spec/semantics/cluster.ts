import { findKubernetesVersion, kubernetesVersions } from "../../catalog/kubernetes";
import type { Finding } from "../finding";
import type { Stack } from "../stack";

/** Passes when the catalogue holds the Kubernetes version. */
export function clusterVersionKnown({ cluster: { version } }: Stack): Finding[] {
  if (findKubernetesVersion(version)) return [];
  const message = "is not a Kubernetes version that EKS runs";
  return [{ path: ["cluster", "version"], message, found: version, allowed: kubernetesVersions() }];
}
