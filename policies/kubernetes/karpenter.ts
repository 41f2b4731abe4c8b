import { findInstanceType } from "../../catalog/instanceTypes";
import type { GraphResource } from "../../plan/graph";

/** Whether a pool of Karpenter's asks for nodes with accelerators, by any of the labels that say so. */
export function asksForAccelerators(pool: GraphResource): boolean {
  return pool.at("spec", "template", "spec", "requirements").elements.some((requirement) => {
    const key = requirement.at("key").text ?? "";
    if (/^karpenter\.k8s\.aws\/instance-(gpu|accelerator)/.test(key)) return true;
    const values = requirement.at("values").elements.flatMap(({ text }) => text ?? []);
    if (key === "karpenter.k8s.aws/instance-category")
      return values.some((category) => /^(p|g|trn|inf)$/.test(category));
    if (key === "karpenter.k8s.aws/instance-family") return values.some((family) => /^(p|g|gr|trn|inf)\d/.test(family));
    return key === "node.kubernetes.io/instance-type" && values.some((type) => findInstanceType(type)?.accelerator);
  });
}
