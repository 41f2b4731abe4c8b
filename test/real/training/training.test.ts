import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Pod, type Place, podsOf } from "./pods";
import { freePorts, mnist, python, Run, workersOf } from "./run";

/** The article's project: a CNN on MNIST, on two servers of two devices each, as processes on this machine's CPU. */
describe("the training workload", { timeout: 1_200_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "aidc-training-"));
  const running: Run[] = [];
  let data: string;

  beforeAll(() => {
    python();
    data = mnist();
  }, 1_200_000);
  afterEach(() => running.splice(0).forEach((run) => run.stop()));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const start = ({ args, environment }: Pod) => {
    const run = new Run(args, environment);
    running.push(run);
    return run;
  };
  const place = (name: string): Place => ({ data, checkpoints: join(folder, name) });
  const model = join(folder, "digits.keras");

  /** What Prometheus would read of the pod. */
  const metrics = async ({ environment }: Pod): Promise<Record<string, number>> => {
    const page = await (await fetch(`http://127.0.0.1:${environment.AIDC_METRICS_PORT}/metrics`)).text();
    const samples = page.split("\n").filter((line) => line.startsWith("aidc_training_"));
    return Object.fromEntries(samples.map((line) => [line.split(" ")[0] ?? "", Number(line.split(" ")[1])]));
  };

  it("reaches 0.99 data-parallel on 2 servers x 2 devices", async () => {
    const pods = await podsOf({}, place("data"), [`--export=${model}`]);
    expect(pods.map(({ role }) => role)).toEqual(["worker", "worker"]);
    const [first, second] = pods.map((pod) =>
      start({ ...pod, environment: { AIDC_PEAK_TFLOPS: "1", ...pod.environment } }),
    );
    await first!.says("checkpoint");
    const [ofFirst, ofSecond] = await Promise.all(pods.map(metrics));
    for (const rank of [0, 1])
      expect(ofFirst![`aidc_training_step_compute_seconds{rank="${rank}"}`]).toBeGreaterThan(0);
    for (const rank of [2, 3])
      expect(ofSecond![`aidc_training_step_compute_seconds{rank="${rank}"}`]).toBeGreaterThan(0);
    expect(ofFirst).toMatchObject({ aidc_training_checkpoint_interval_seconds: 60 });
    expect(ofFirst!.aidc_training_mfu_ratio).toBeGreaterThan(0);
    expect(Date.now() / 1000 - ofFirst!.aidc_training_checkpoint_timestamp_seconds!).toBeLessThan(300);
    // Of the run only rank 0 tells.
    expect(Object.keys(ofSecond!).filter((name) => !name.includes("compute"))).toEqual([]);
    expect([await first!.ended, await second!.ended], first!.stderr.slice(-3000)).toEqual([0, 0]);
    expect(first!.last("start")).toMatchObject({ processes: 4, resumed: false });
    expect(first!.last("result")?.accuracy).toBeGreaterThanOrEqual(0.99);
  });

  it("infers on four shards with the same accuracy, and keeps parts that are there", async () => {
    const shard = (index: number, ...more: string[]) => {
      const files = [
        `--images=${data}/t10k-images-idx3-ubyte`,
        `--model=${model}`,
        `--output=${join(folder, "classes")}`,
      ];
      return start({
        role: "shard",
        args: ["-m", "serving", "batch", ...files, "--shards=4", ...more],
        environment: { JOB_COMPLETION_INDEX: String(index) },
      });
    };
    const early = shard(0, `--labels=${data}/t10k-labels-idx1-ubyte`);
    expect(await early.ended).toBe(1);
    expect(early.stderr).toContain("7500 of 10000 instances have no answer");
    const parts = [1, 2, 3].map((index) => shard(index));
    for (const part of parts) expect(await part.ended, part.stderr).toBe(0);
    const last = shard(0, `--labels=${data}/t10k-labels-idx1-ubyte`);
    expect(await last.ended, last.stderr).toBe(0);
    expect(last.last("kept")).toBeDefined();
    expect(last.last("result")?.accuracy).toBeGreaterThanOrEqual(0.99);
  });

  it("goes on from its checkpoint after a worker was killed, and still reaches 0.99", async () => {
    const pods = await podsOf({}, place("killed"), ["--checkpoint-seconds=5"]);
    const broken = pods.map(start);
    await broken[0]!.says("checkpoint", 2);
    process.kill(workersOf(broken[1]!)[0]!, "SIGKILL");
    // A lost process is no user error: the job's rules restart it. Its peers cannot go on without it.
    const codes = await Promise.all(broken.map(({ ended }) => ended));
    expect(
      codes.every((code) => ![0, 2, 126, 127].includes(code)),
      String(codes),
    ).toBe(true);
    const saved = Number(broken[0]!.last("checkpoint")?.step);

    const again = pods.map(start);
    expect(await Promise.all(again.map(({ ended }) => ended)), again[0]!.stderr.slice(-3000)).toEqual([0, 0]);
    expect(again[0]!.last("start")).toMatchObject({ resumed: true });
    expect(Number(again[0]!.last("start")?.step)).toBeGreaterThanOrEqual(saved);
    expect(again[0]!.last("result")?.accuracy).toBeGreaterThanOrEqual(0.99);
  });

  it("saves and stops when one of its pods is asked to", async () => {
    const pods = await podsOf({}, place("stopped"), ["--checkpoint-seconds=3600"]);
    const runs = pods.map(start);
    await runs[0]!.says("steps", 2);
    process.kill(runs[1]!.process.pid!, "SIGTERM");
    expect(await Promise.all(runs.map(({ ended }) => ended))).toEqual([143, 143]);
    expect(runs[0]!.last("checkpoint")).toBeDefined();
    expect(existsSync(join(folder, "stopped", "checkpoint"))).toBe(true);
  });

  it("reaches 0.99 with a parameter server", async () => {
    const pods = await podsOf({ strategy: { parameterServers: 1 } }, place("servers"), [
      "--strategy=parameter-server",
      "--learning-rate=0.001",
    ]);
    expect(pods.map(({ role }) => role).sort()).toEqual(["chief", "ps", "worker", "worker"]);
    const others = pods.filter(({ role }) => role !== "chief").map(start);
    const chief = start(pods.find(({ role }) => role === "chief")!);
    expect(await chief.ended, chief.stderr.slice(-3000)).toBe(0);
    expect(chief.last("start")).toMatchObject({ processes: 4 });
    expect(chief.last("result")?.accuracy).toBeGreaterThanOrEqual(0.99);
    for (const other of others) other.stop("SIGTERM");
  });

  /** Loss of a perfect model is the data's entropy: learning means to come near it. */
  describe.each(["rnn", "transformer"])("a %s on sequences of a Markov chain", (network) => {
    it.each(["sgd", "adam", "adamw"])(
      "comes by %s within a twentieth of the least possible loss",
      async (optimizer) => {
        const run = start({
          role: "worker",
          args: ["-m", "training", `--model=${network}`, `--optimizer=${optimizer}`, "--epochs=4", "--batch-size=128"],
          environment: {},
        });
        expect(await run.ended, run.stderr.slice(-3000)).toBe(0);
        const { loss, floor } = run.last("result") as unknown as { loss: number; floor: number };
        expect(loss).toBeGreaterThan(floor * 0.97);
        expect(loss).toBeLessThan(floor * 1.05);
      },
    );
  });

  it("divides a transformer between two processes, and it learns", async () => {
    const port = await freePorts(1);
    const args = ["-m", "training", "--model=transformer", "--strategy=model", "--epochs=2", "--batch-size=128"];
    const runs = [0, 1].map((process) =>
      start({
        role: "worker",
        args,
        environment: {
          JAX_COORDINATOR_ADDRESS: `127.0.0.1:${port}`,
          JAX_NUM_PROCESSES: "2",
          JAX_PROCESS_ID: String(process),
        },
      }),
    );
    expect(await Promise.all(runs.map(({ ended }) => ended)), runs[0]!.stderr.slice(-3000)).toEqual([0, 0]);
    const { processes, divided } = runs[0]!.last("start") as unknown as { processes: number; divided: number };
    expect(processes).toBe(2);
    expect(divided).toBeGreaterThan(0.5);
    const { loss, floor } = runs[0]!.last("result") as unknown as { loss: number; floor: number };
    expect(loss).toBeLessThan(floor * 1.1);
  });

  it.each([
    [["--model=cnn"], "--data DIR"],
    [["--model=cnn", "--data=/nowhere"], "/nowhere/train-images-idx3-ubyte does not exist"],
    [["--model=cnn", "--strategy=parameter-server"], "TF_CONFIG"],
    [["--model=cnn", "--epochs=0"], "0 is not a positive number"],
    [["--model=gnn"], "invalid choice"],
  ])("ends with 2 and says why: %s", async (args, why) => {
    const run = start({ role: "worker", args: ["-m", "training", ...args], environment: {} });
    expect(await run.ended).toBe(2);
    expect(run.stderr).toContain(why);
    expect(run.stderr).not.toContain("Traceback");
  });
});
