import type * as iam from "@pulumi/aws/iam";
import { Release } from "@pulumi/kubernetes/helm/v3/release";
import type { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";
import { nodeSoftwareChart } from "../../catalog/nodeSoftware";
import { podIdentity } from "../compute/podIdentity";
import { PolicyDocuments } from "../security/policyDocuments";
import { pinnedChart } from "../pinnedChart";

export interface CsiDriversArgs {
  clusterName: pulumi.Input<string>;
  kubernetes: KubernetesProvider;
  /** Which drivers the region's volumes need. */
  drivers: readonly CsiDriver[];
  /** What each driver's pods may do in AWS: `s3` mounts buckets as itself. Default: nothing. */
  permissions?: Partial<Record<CsiDriver, iam.PolicyStatement[]>>;
}

/** FSx for Lustre, EFS, Mountpoint for Amazon S3. */
export type CsiDriver = "fsx" | "efs" | "s3";

/**
 * The CSI drivers of shared storage, at the catalogue's chart versions. Volumes of Lustre and buckets are made by the program;
 * of EFS on demand. So Mountpoint needs rights to the buckets that are mounted, and EFS' driver to make access points.
 *
 * @example
 * new CsiDrivers("ai", { clusterName: "ai", kubernetes: provider, drivers: ["fsx"] });
 */
export class CsiDrivers extends pulumi.ComponentResource {
  readonly releases: Partial<Record<CsiDriver, Release>> = {};

  constructor(name: string, args: CsiDriversArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:storage:CsiDrivers", name, {}, opts);
    const policies = new PolicyDocuments();
    for (const driver of args.drivers) {
      const identity = this.identify(name, driver, args, policies);
      this.releases[driver] = this.release(name, driver, args.kubernetes, identity);
    }
    this.registerOutputs({ drivers: Object.keys(this.releases), policyDocuments: policies.byProperty });
  }

  private identify(
    name: string,
    driver: CsiDriver,
    { clusterName, permissions }: CsiDriversArgs,
    policies: PolicyDocuments,
  ): pulumi.Resource[] {
    const statements = permissions?.[driver] ?? [];
    if (statements.length === 0) return [];
    const { chart, serviceAccount } = charts[driver];
    const { granted, association } = podIdentity(
      `${name}-${driver}`,
      {
        description: `${chart}: what its pods reach in AWS`,
        ...{ clusterName, namespace, serviceAccount },
        statements: { permissions: statements },
      },
      policies,
      { parent: this },
    );
    return [...granted, association];
  }

  private release(
    name: string,
    driver: CsiDriver,
    provider: KubernetesProvider,
    dependsOn: pulumi.Resource[],
  ): Release {
    const pinned = nodeSoftwareChart(charts[driver].chart);
    return new Release(
      `${name}-${pinned.chart}`,
      {
        name: pinned.chart,
        namespace,
        ...pinnedChart(pinned),
        // Accelerator nodes are tainted, and mount volumes all the same.
        values: { node: { tolerateAllTaints: true } },
      },
      { parent: this, provider, dependsOn },
    );
  }
}

const namespace = "kube-system";

const charts = {
  fsx: { chart: "aws-fsx-csi-driver", serviceAccount: "fsx-csi-controller-sa" },
  efs: { chart: "aws-efs-csi-driver", serviceAccount: "efs-csi-controller-sa" },
  s3: { chart: "aws-mountpoint-s3-csi-driver", serviceAccount: "s3-csi-driver-sa" },
} as const;
