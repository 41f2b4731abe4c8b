import type * as eks from "@pulumi/aws/eks";
import type { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";
import { kindOfSite, zoneOfSite } from "../../spec/edge";
import type { EdgeSite as EdgeSiteEntry, Pool } from "../../spec/stack";
import { AcceleratorPool } from "../compute/acceleratorPool";
import { ModelCache, type ModelCacheArgs } from "./modelCache";
import { OutpostPool } from "./outpostPool";

export interface EdgeSiteArgs extends Pick<ModelCacheArgs, "buckets" | "region"> {
  /** As the stack file declares it. */
  site: EdgeSiteEntry;
  /** The pool that it names. */
  pool: Pool;
  cluster: Pick<eks.Cluster, "name" | "endpoint" | "certificateAuthority" | "kubernetesNetworkConfig">;
  kubernetesVersion: string;
  vpcId: pulumi.Input<string>;
  /** The site's subnet. */
  subnetId: pulumi.Input<string>;
  nodeRole: { arn: pulumi.Input<string>; name: pulumi.Input<string> };
  securityGroupIds: pulumi.Input<string>[];
  /** KMS keys of the nodes' volumes, and of the buckets. */
  volumesKeyArn: pulumi.Input<string>;
  storageKeyArn: pulumi.Input<string>;
  /** The cluster's provider. */
  kubernetes: KubernetesProvider;
  tags?: pulumi.Input<Record<string, string>>;
}

/**
 * Nodes near their users, in a Local Zone or on an Outpost, that keep the models they serve. The control plane stays in the region:
 * while it is out of reach, pods that run go on and nothing new is placed.
 *
 * @throws pulumi.RunError where the pool cannot exist there.
 */
export class EdgeSite extends pulumi.ComponentResource {
  /** Self-managed on an Outpost. */
  readonly pool: AcceleratorPool | OutpostPool;
  /** Absent where the site keeps none. */
  readonly models?: ModelCache;

  constructor(name: string, args: EdgeSiteArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:edge:EdgeSite", name, {}, opts);
    const { site } = args;
    this.pool = this.createPool(`${name}-${args.pool.name}`, args);
    if (site.models?.length) {
      this.models = new ModelCache(
        `${name}-models`,
        {
          ...args,
          ...{ site: site.name, pool: site.pool, models: site.models, syncMinutes: site.syncMinutes },
          ...{ keyArn: args.storageKeyArn, clusterName: args.cluster.name },
        },
        { parent: this },
      );
    }
    this.registerOutputs({ zone: zoneOfSite(site) });
  }

  private createPool(name: string, args: EdgeSiteArgs): AcceleratorPool | OutpostPool {
    const { site, nodeRole, cluster, subnetId } = args;
    if (kindOfSite(site) === "outpost") {
      return new OutpostPool(name, { ...args, nodeRoleName: nodeRole.name }, { parent: this });
    }
    return new AcceleratorPool(
      name,
      {
        ...args,
        ...{ clusterName: cluster.name, nodeRoleArn: nodeRole.arn, edge: "local-zone" },
        subnetIds: { [zoneOfSite(site)]: subnetId },
      },
      { parent: this },
    );
  }
}
