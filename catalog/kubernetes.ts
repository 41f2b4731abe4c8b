import { type Facts, readFacts } from "./facts";

export interface KubernetesVersion {
  version: string;
  /** Day on which Amazon EKS released it, ISO 8601. */
  released: string;
  /** Days on which Amazon EKS' standard and extended support end, ISO 8601. */
  standardSupportEnds: string;
  extendedSupportEnds: string;
}

/** An EKS add-on with the version pinned for a Kubernetes version. */
export interface AddonPin {
  name: string;
  version: string;
}

interface KubernetesFacts extends Facts {
  versions: Record<string, Omit<KubernetesVersion, "version"> & { source: string[] }>;
  /** By add-on, then Kubernetes version. */
  addons: Record<string, { versions: Record<string, string>; source: string[] }>;
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
