import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource";
import type { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";
import { findInstanceType } from "../../catalog/instanceTypes";
import type { Pool, TrainingWorkload } from "../../spec/stack";
import { jobSet } from "./jobSet";
import { trainingRuntime, trainJob } from "./trainJob";

export interface TrainingJobArgs {
  /** As the stack file declares it. */
  workload: TrainingWorkload;
  /** The pool it names. */
  pool: Pool;
  /** The cluster's provider. */
  kubernetes: KubernetesProvider;
}

/**
 * A distributed training job: a JobSet in its team's namespace and queue, Kubeflow Trainer's where the entry says so, with what such jobs are usually made without: every
 * network card, huge pages, shared memory, a place on the network, and a policy of what to retry.
 *
 * Works where JobSet and Kueue are installed, and Trainer where it is to make the job: `Scheduling` brings them.
 *
 * @throws pulumi.RunError where the pool's type has no accelerators.
 * @example
 * new TrainingJob("ai-llm", {
 *   workload: {
 *     name: "llm", team: "research", image: "registry.example.com/llm@sha256:…", pool: "train", nodes: 4,
 *     framework: "pytorch", strategy: { tensor: 8, zero: 1 }, checkpoints: { claim: "checkpoints" },
 *   },
 *   pool: { name: "train", instanceType: "p5en.48xlarge", nodes: 4, zone: "use1-az5" },
 *   kubernetes: provider,
 * });
 */
export class TrainingJob extends pulumi.ComponentResource {
  /** A JobSet, or the TrainJob that makes it. */
  readonly job: CustomResource;
  /** Absent where JobSet runs it by itself. */
  readonly runtime?: CustomResource;

  constructor(name: string, args: TrainingJobArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:workloads:TrainingJob", name, {}, opts);
    const { workload, pool, kubernetes } = args;
    if (!findInstanceType(pool.instanceType)?.accelerator) {
      throw new pulumi.RunError(`workload ${workload.name}: pool ${pool.name} has no accelerators`);
    }
    // What runs cannot change in place: a changed job replaces the old one, which goes first.
    const child = { parent: this, provider: kubernetes, deleteBeforeReplace: true, replaceOnChanges: ["spec"] };
    if (workload.operator === "trainer") {
      this.runtime = new CustomResource(`${name}-runtime`, trainingRuntime(workload, pool), child);
      this.job = new CustomResource(`${name}-trainjob`, trainJob(workload, pool), {
        ...child,
        dependsOn: this.runtime,
        replaceWith: [this.runtime],
      });
    } else {
      this.job = new CustomResource(`${name}-jobset`, jobSet(workload, pool), child);
    }
    this.registerOutputs({ jobName: this.job.metadata.name });
  }
}
