import { imageParameter } from "../../catalog/images";
import { findInstanceType } from "../../catalog/instanceTypes";
import type { AwsReads } from "../aws";
import type { Facts, Row } from "../row";

/** Passes when AWS publishes an EKS-optimised image of the stack's Kubernetes version for each kind of node. */
export async function checkImages(facts: Facts, aws: AwsReads): Promise<Row[]> {
  const names = new Set<string>();
  for (const pool of facts.pools) {
    const type = findInstanceType(pool.instanceType);
    if (!type) continue;
    const accelerators = type.accelerator?.manufacturer;
    const name = imageParameter({
      kubernetesVersion: facts.kubernetesVersion,
      architecture: type.architecture,
      ...(accelerators ? { accelerators } : {}),
      ...(pool.imageFamily ? { family: pool.imageFamily } : {}),
    });
    if (name) names.add(name);
  }
  return Promise.all(
    [...names].map(async (name): Promise<Row> => {
      const image = await aws.parameter(name);
      if (image) return { subject: name, status: "pass", found: image };
      const next = "Choose a Kubernetes version for which AWS publishes this image.";
      return { subject: name, status: "fail", found: `${facts.region} has no such parameter`, next };
    }),
  );
}
