import { execFileSync } from "node:child_process";
import { type KubernetesObject, kubernetesObjects } from "../../../plan/kubernetesObjects";
import type { Plan } from "../../../plan/plan";

/** The Kubernetes objects of a stack file's plan, as the command line gives it. */
export function planStack(file: string): Promise<KubernetesObject[]> {
  const output = execFileSync(process.execPath, ["bin/aidc.js", "plan", file, "--json"], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  return Promise.resolve(kubernetesObjects((JSON.parse(output) as Plan).resources));
}
