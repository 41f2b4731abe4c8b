import { imageParameter } from "../../catalog/images";
import { findInstanceType } from "../../catalog/instanceTypes";
import { ultraServerOf } from "../../catalog/ultraServers";
import type { Finding } from "../finding";
import type { Stack } from "../stack";

/** Passes when a pool of UltraServers, bought as a block, has the instances of one: it is sold and placed whole. */
export function ultraServersWhole({ pools }: Stack): Finding[] {
  return pools.flatMap(({ instanceType, nodes, capacity }, index) => {
    const ultraServer = ultraServerOf(instanceType);
    if (!ultraServer || typeof capacity !== "object" || !("block" in capacity)) return [];
    const most = typeof nodes === "number" ? nodes : nodes.max;
    if (ultraServer.instances.includes(most)) return [];
    return [
      {
        path: ["pools", index, "nodes"],
        message: `an UltraServer of ${instanceType} is one block of all its instances`,
        found: String(most),
        allowed: ultraServer.instances.map(String),
      },
    ];
  });
}

/** Passes when EKS runs the pools' UltraServers with the cluster's Kubernetes version. */
export function ultraServersSupported({ cluster, pools }: Stack): Finding[] {
  return pools.flatMap(({ instanceType }) => {
    const oldest = ultraServerOf(instanceType)?.kubernetes;
    if (oldest === undefined || minor(cluster.version) >= minor(oldest)) return [];
    const message = `is too old for ${instanceType}, whose UltraServers need Kubernetes ${oldest}`;
    return [{ path: ["cluster", "version"], message, found: cluster.version }];
  });
}

function minor(version: string): number {
  return Number(version.split(".")[1]);
}

/** Passes when EKS publishes an image of the pool's family with the driver of its accelerators. */
export function imagePublished({ cluster, pools }: Stack): Finding[] {
  return pools.flatMap(({ instanceType, imageFamily }, index) => {
    const type = findInstanceType(instanceType);
    if (!type || imageFamily === undefined) return [];
    const image = imageParameter({
      kubernetesVersion: cluster.version,
      architecture: type.architecture,
      ...(type.accelerator && { accelerators: type.accelerator.manufacturer }),
      family: imageFamily,
    });
    if (image) return [];
    const message = `EKS publishes no ${imageFamily} image for ${instanceType} (${type.accelerator?.name ?? "no accelerator"}, ${type.architecture})`;
    return [{ path: ["pools", index, "imageFamily"], message, allowed: ["al2023"], hint: "Leave imageFamily out." }];
  });
}
