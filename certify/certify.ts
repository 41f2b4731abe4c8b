import { setTimeout as sleep } from "node:timers/promises";
import { type FabricTest, fabricTestObjects } from "./fabricTest";
import type { Kubectl } from "./kubectl";
import { type FabricResult, readFabricLog } from "./result";

export interface CertifyOptions {
  /** Leave the test's objects in the cluster. */
  keep?: boolean;
  /** Between looks at the Job. Default: 5. */
  pollSeconds?: number;
  /** Told what the run is waiting for. */
  onProgress?: (text: string) => void;
  /** Where it is aborted, the run ends early. */
  signal?: AbortSignal;
}

export interface CertifyRun {
  succeeded: boolean;
  /** Why the Job failed, in Kubernetes' words. */
  failure?: string;
  log: string;
  result: FabricResult;
}

interface JobStatus {
  active?: number;
  ready?: number;
  conditions?: { type: string; status: string; message?: string }[];
}

/**
 * Runs the test in the cluster and reads its result. What it made is deleted, whatever happens.
 * @throws CertifyError where kubectl fails, AbortError where `signal` is aborted.
 */
export async function runFabricTest(
  test: FabricTest,
  kubectl: Kubectl,
  options: CertifyOptions = {},
): Promise<CertifyRun> {
  const list = JSON.stringify({ apiVersion: "v1", kind: "List", items: fabricTestObjects(test) });
  try {
    await kubectl.run(["apply", "-f", "-"], list);
    const finished = await finish(test, kubectl, options);
    // The launcher is pod 0: what mpirun relays of the others is in its log.
    const selector = `batch.kubernetes.io/job-name=${test.name},batch.kubernetes.io/job-completion-index=0`;
    const log = await kubectl.run(["logs", "--selector", selector, "--tail=-1"]);
    return { ...finished, log, result: readFabricLog(log) };
  } finally {
    if (!options.keep) await kubectl.run(["delete", "--ignore-not-found", "--wait=false", "-f", "-"], list);
  }
}

async function finish(
  { name, nodes }: FabricTest,
  kubectl: Kubectl,
  { pollSeconds = 5, onProgress = () => undefined, signal }: CertifyOptions,
): Promise<{ succeeded: boolean; failure?: string }> {
  for (;;) {
    const { status = {} } = JSON.parse(await kubectl.run(["get", "job", name, "-o", "json"])) as { status?: JobStatus };
    const met = (type: string) => status.conditions?.find((each) => each.type === type && each.status === "True");
    if (met("Complete")) return { succeeded: true };
    const failed = met("Failed");
    if (failed) return { succeeded: false, failure: failed.message ?? "the Job failed" };
    onProgress(met("Suspended") ? "waiting in its queue" : `${status.ready ?? 0} of ${nodes} pods running`);
    await sleep(pollSeconds * 1000, undefined, { ...(signal && { signal }) });
  }
}
