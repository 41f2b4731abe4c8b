import * as eks from "@pulumi/aws/eks";
import * as pulumi from "@pulumi/pulumi";
import { addonVersion } from "../../catalog/kubernetes";

/** An EKS add-on as a cluster of ours runs it; the version comes from the catalogue. */
export interface AddonSpec {
  addonName: string;
  /** The add-on's own settings, by its configuration schema. */
  configuration?: Record<string, unknown>;
  /** Its pods' service account, and the role they take through Pod Identity. */
  identity?: { serviceAccount: string; roleArn: pulumi.Input<string> };
}

export interface AddonTarget {
  clusterName: pulumi.Input<string>;
  /** Kubernetes minor version, for example `1.35`. */
  kubernetesVersion: string;
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/**
 * Installs an add-on at the version that the catalogue pins for the cluster's Kubernetes version.
 *
 * @throws pulumi.RunError where the catalogue pins none.
 */
export function installAddon(
  name: string,
  { addonName, configuration, identity }: AddonSpec,
  target: AddonTarget,
  opts: pulumi.CustomResourceOptions,
): eks.Addon {
  return new eks.Addon(
    `${name}-${addonName}`,
    {
      addonName,
      addonVersion: pinnedVersion(addonName, target.kubernetesVersion),
      clusterName: target.clusterName,
      configurationValues: configuration && JSON.stringify(configuration),
      podIdentityAssociations: identity && [identity],
      // What we pin is what runs: fields that somebody changed by hand go back on the next update.
      resolveConflictsOnCreate: "OVERWRITE",
      resolveConflictsOnUpdate: "OVERWRITE",
      tags: target.tags,
    },
    opts,
  );
}

function pinnedVersion(addon: string, kubernetesVersion: string): string {
  const version = addonVersion(addon, kubernetesVersion);
  if (!version) {
    throw new pulumi.RunError(
      `The catalogue pins no version of the EKS add-on ${addon} for Kubernetes ${kubernetesVersion}. ` +
        `Set cluster.version to a version that "aidc catalog show kubernetes" lists, or add the pin to catalog/facts/kubernetes.json.`,
    );
  }
  return version;
}
