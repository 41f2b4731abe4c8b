import { resolve } from "node:path";
import { jobSet } from "../../../components/workloads/jobSet";
import { loadStack } from "../../../spec/load";
import type { TrainingWorkload } from "../../../spec/stack";
import { freePorts } from "./run";

/** What a pod of the rendered job runs, with its volumes and host names where this machine has them. */
export interface Pod {
  role: string;
  args: string[];
  environment: Record<string, string>;
}

export interface Place {
  data: string;
  checkpoints: string;
}

/**
 * The pods of the shipped MNIST example, or of a change to it, exactly as its JobSet describes them: the kubelet's part, variables
 * that refer to others and to the pod's index, is done here; and the cluster DNS's, names of pods.
 */
export async function podsOf(change: Partial<TrainingWorkload>, place: Place, more: string[] = []): Promise<Pod[]> {
  const { stack } = loadStack(resolve(__dirname, "../../../stacks/examples/mnist.yaml"));
  const workload = { ...stack.workloads?.[0], ...change } as TrainingWorkload;
  const pool = stack.pools.find(({ name }) => name === workload.pool)!;
  const hosts = new Map<string, string>();
  const pods: Pod[] = [];
  for (const { name: role, template } of jobSet(workload, pool).spec.replicatedJobs) {
    const job = template.spec as { completions: number; template: { spec: { containers: Container[] } } };
    const [container] = job.template.spec.containers;
    for (let index = 0; index < job.completions; index++) {
      const environment = environmentOf(container!, index, place);
      // Pods have an address each; here they share one.
      environment.AIDC_METRICS_PORT = String(await freePorts(1));
      for (const [host] of environment.TF_CONFIG?.matchAll(/[\w.-]+:2222/g) ?? []) {
        if (!hosts.has(host)) hosts.set(host, `127.0.0.1:${await freePorts(2)}`);
      }
      const command = [...container!.command, ...container!.args].map((text) => expand(text, environment));
      pods.push({ role, args: [...command.slice(1), ...more], environment });
    }
  }
  for (const { environment } of pods) {
    environment.TF_CONFIG = environment.TF_CONFIG!.replace(/[\w.-]+:2222/g, (host) => hosts.get(host)!);
  }
  return pods;
}

interface Container {
  command: string[];
  args: string[];
  env: { name: string; value?: string; valueFrom?: { fieldRef: { fieldPath: string } } }[];
}

function environmentOf(container: Container, index: number, place: Place): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const { name, value, valueFrom } of container.env) {
    if (valueFrom && !valueFrom.fieldRef.fieldPath.includes("job-completion-index"))
      throw new Error(`no answer to ${name}`);
    environment[name] = valueFrom ? String(index) : expand(value ?? "", environment);
  }
  return { ...environment, AIDC_DATA: place.data, AIDC_CHECKPOINTS: place.checkpoints };
}

const expand = (text: string, environment: Record<string, string>) =>
  text.replace(/\$\((\w+)\)/g, (whole, name: string) => environment[name] ?? whole);
