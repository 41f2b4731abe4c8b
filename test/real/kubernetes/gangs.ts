import type { KubernetesObject } from "../../../plan/kubernetesObjects";
import { type ApiServer, eventually } from "./apiServer";

export interface Condition {
  type: string;
  status: string;
  reason: string;
  message: string;
  lastTransitionTime: string;
}

export interface JobSetObject extends KubernetesObject {
  spec: { suspend?: boolean; replicatedJobs: { template: { spec: { parallelism: number } } }[] };
  status?: { restarts?: number; restartsCountTowardsMax?: number; terminalState?: string };
}

interface Pod {
  metadata: { name: string; uid: string; creationTimestamp: string; deletionTimestamp?: string };
  spec: { nodeName?: string };
  status: { phase: string };
}

interface Workload {
  metadata: { ownerReferences?: { name: string }[] };
  status: { conditions?: Condition[]; admission?: { podSetAssignments: { count: number }[] } };
}

/** A JobSet that the cluster runs, as its API server shows it. */
export class Gang {
  readonly name: string;
  /** Its pods. */
  readonly size: number;
  private readonly namespace: string;

  constructor(
    private readonly api: ApiServer,
    private readonly object: JobSetObject,
  ) {
    this.name = object.metadata.name;
    this.namespace = object.metadata.namespace!;
    this.size = object.spec.replicatedJobs.reduce((sum, { template }) => sum + template.spec.parallelism, 0);
  }

  async submit(): Promise<void> {
    const { status, body } = await this.api.apply(this.path, this.object);
    if (status !== 201) throw new Error(`${this.name}: ${status} ${body.message}`);
  }

  async remove(): Promise<void> {
    await this.api.delete(this.path);
    await eventually(`${this.name} is gone`, async () => {
      return (await this.api.get(this.path)).status === 404 && (await this.pods()).length === 0;
    });
  }

  async jobSet(): Promise<JobSetObject> {
    return (await this.api.get(this.path)).body as unknown as JobSetObject;
  }

  async pods(): Promise<Pod[]> {
    const selector = `labelSelector=jobset.sigs.k8s.io%2Fjobset-name%3D${this.name}`;
    return this.list<Pod>(`/api/v1/namespaces/${this.namespace}/pods?${selector}`);
  }

  /** What Kueue says of it. */
  async workload(): Promise<Workload | undefined> {
    const workloads = await this.list<Workload>(`/apis/kueue.x-k8s.io/v1beta2/namespaces/${this.namespace}/workloads`);
    return workloads.find(({ metadata }) => metadata.ownerReferences?.some(({ name }) => name === this.name));
  }

  async condition(type: string, is = "True"): Promise<Condition | undefined> {
    const { conditions = [] } = (await this.workload())?.status ?? {};
    return conditions.find((condition) => condition.type === type && condition.status === is);
  }

  /** Every pod runs, and none is on its way out. */
  async runs(): Promise<boolean> {
    const pods = await this.pods();
    const running = pods.filter(({ metadata, status }) => status.phase === "Running" && !metadata.deletionTimestamp);
    return running.length === this.size && pods.length === this.size;
  }

  /** Kueue has looked at it and found no room, and no pod of it exists. */
  async waits(): Promise<boolean> {
    const [{ spec }, pods] = [await this.jobSet(), await this.pods()];
    return spec.suspend === true && pods.length === 0 && (await this.condition("QuotaReserved", "False")) !== undefined;
  }

  async nodes(): Promise<string[]> {
    return (await this.pods()).map(({ spec }) => spec.nodeName ?? "");
  }

  /** Plays a program's end in one pod. */
  async exits(pod: Pod, exitCode: number): Promise<void> {
    const now = new Date().toISOString();
    const terminated = { exitCode, reason: exitCode === 0 ? "Completed" : "Error", startedAt: now, finishedAt: now };
    const { status, body } = await this.api.merge(
      `/api/v1/namespaces/${this.namespace}/pods/${pod.metadata.name}/status`,
      {
        status: {
          phase: exitCode === 0 ? "Succeeded" : "Failed",
          containerStatuses: [
            { name: "training", image: "", imageID: "", ready: false, restartCount: 0, state: { terminated } },
          ],
        },
      },
    );
    if (status !== 200) throw new Error(`${pod.metadata.name}: ${status} ${body.message}`);
  }

  private get path(): string {
    return `/apis/jobset.x-k8s.io/v1alpha2/namespaces/${this.namespace}/jobsets/${this.name}`;
  }

  private async list<Item>(path: string): Promise<Item[]> {
    const { status, body } = await this.api.get(path);
    if (status !== 200) throw new Error(`${path}: ${status} ${body.message}`);
    return body["items"] as Item[];
  }
}
