import { execFileSync } from "node:child_process";
import { type KubernetesObject, kubernetesObjects } from "../../../plan/kubernetesObjects";
import type { Plan, PlanResource } from "../../../plan/plan";

/** The resources of a stack file's plan, as the command line gives it. Findings don't matter here: its code is 1 with some. */
export function planResources(file: string): PlanResource[] {
  const output = execFileSync(process.execPath, ["bin/aidc.js", "plan", file, "--json", "--no-policy"], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  return (JSON.parse(output) as Plan).resources;
}

/** Its Kubernetes objects, with an id for each of AWS' resources that only a deployment knows. */
export function planStack(file: string): KubernetesObject[] {
  return kubernetesObjects(planResources(file)).map((object) =>
    object.kind === "EC2NodeClass" ? { ...object, spec: withIds(object["spec"] as NodeClass) } : object,
  );
}

interface NodeClass {
  subnetSelectorTerms: object[];
  securityGroupSelectorTerms: object[];
}

function withIds(spec: NodeClass): NodeClass {
  const ids = (terms: object[], kind: string) => terms.map((_, index) => ({ id: `${kind}-0123456789abcdef${index}` }));
  return {
    ...spec,
    subnetSelectorTerms: ids(spec.subnetSelectorTerms, "subnet"),
    securityGroupSelectorTerms: ids(spec.securityGroupSelectorTerms, "sg"),
  };
}
