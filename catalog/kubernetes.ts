import { type Facts, readFacts } from "./facts";

export interface KubernetesVersion {
  version: string;
  /** Days on which Amazon EKS' standard and extended support end, ISO 8601. */
  standardSupportEnds: string;
  extendedSupportEnds: string;
}

/** An EKS add-on with the version pinned for a Kubernetes version. */
export interface AddonPin {
  name: string;
  version: string;
}

/** A Helm chart with its pinned version. */
export interface ChartPin {
  chart: string;
  repository: string;
  version: string;
}

interface KubernetesFacts extends Facts {
  versions: Record<string, Omit<KubernetesVersion, "version"> & { source: string[] }>;
  /** By add-on, then Kubernetes version. */
  addons: Record<string, { versions: Record<string, string>; source: string[] }>;
  charts: Record<string, ChartPin & { source: string[] }>;
}

export function findKubernetesVersion(version: string): KubernetesVersion | undefined {
  const facts = readFacts<KubernetesFacts>("kubernetes").versions[version];
  return facts && { version, ...facts };
}

export function kubernetesVersions(): string[] {
  return Object.keys(readFacts<KubernetesFacts>("kubernetes").versions).sort();
}

/** The pinned version of an EKS add-on, or undefined where the catalogue has none for that Kubernetes version. */
export function addonVersion(addon: string, kubernetesVersion: string): string | undefined {
  return readFacts<KubernetesFacts>("kubernetes").addons[addon]?.versions[kubernetesVersion];
}

/** The pinned Helm chart of that name, for example `nvidia-device-plugin`. */
export function chart(name: string): ChartPin | undefined {
  return readFacts<KubernetesFacts>("kubernetes").charts[name];
}
