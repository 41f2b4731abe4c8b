import { PersistentVolume } from "@pulumi/kubernetes/core/v1/persistentVolume";
import { PersistentVolumeClaim } from "@pulumi/kubernetes/core/v1/persistentVolumeClaim";
import type { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";

export interface SharedVolumeArgs {
  kubernetes: KubernetesProvider;
  /** Namespace of the claim, which must exist. */
  namespace: pulumi.Input<string>;
  /** Name that pods mount it by. */
  claimName: string;
  /** CSI driver, for example `fsx.csi.aws.com`. */
  driver: string;
  /** Unique in the cluster. */
  volumeHandle: pulumi.Input<string>;
  volumeAttributes?: Record<string, pulumi.Input<string>>;
  mountOptions?: pulumi.Input<string>[];
  /** What the claim may fill, GiB. Drivers of storage that several claims share do not enforce it. */
  sizeGiB: number;
  /** Default: false. */
  readOnly?: boolean;
}

/**
 * A volume of storage that stands already, and the one claim that may have it. Deleting the claim deletes no data.
 *
 * @example
 * new SharedVolume("research-scratch", {
 *   kubernetes: provider, namespace: "research", claimName: "scratch", driver: "fsx.csi.aws.com",
 *   volumeHandle: "fs-0123456789abcdef0", volumeAttributes: { dnsname, mountname }, sizeGiB: 4800,
 * });
 */
export class SharedVolume extends pulumi.ComponentResource {
  readonly volume: PersistentVolume;
  readonly claim: PersistentVolumeClaim;

  constructor(name: string, args: SharedVolumeArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:storage:SharedVolume", name, {}, opts);
    const child = { parent: this, provider: args.kubernetes };
    const accessModes = [args.readOnly ? "ReadOnlyMany" : "ReadWriteMany"];
    const storage = `${args.sizeGiB}Gi`;
    this.volume = new PersistentVolume(
      name,
      {
        metadata: { name },
        spec: {
          capacity: { storage },
          accessModes,
          // No class: nothing else is ever bound to it, and nothing is provisioned on demand.
          storageClassName: "",
          persistentVolumeReclaimPolicy: "Retain",
          claimRef: { namespace: args.namespace, name: args.claimName },
          mountOptions: args.mountOptions,
          csi: {
            driver: args.driver,
            volumeHandle: args.volumeHandle,
            volumeAttributes: args.volumeAttributes,
            readOnly: args.readOnly,
          },
        },
      },
      child,
    );
    this.claim = new PersistentVolumeClaim(
      name,
      {
        metadata: {
          name: args.claimName,
          namespace: args.namespace,
          // A pre-bound volume binds late where its pods are created first: Pulumi must not wait for it.
          annotations: { "pulumi.com/skipAwait": "true" },
        },
        spec: { accessModes, storageClassName: "", resources: { requests: { storage } }, volumeName: name },
      },
      { ...child, dependsOn: [this.volume] },
    );
    this.registerOutputs({ claimName: args.claimName });
  }
}
