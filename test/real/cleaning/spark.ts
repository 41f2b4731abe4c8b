import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { resolve } from "node:path";

const root = resolve(__dirname, "../../..");

/** Python with Spark, and the Java that Spark runs on; both installed at first use. */
export function prepare(): { python: string; java: string } {
  const printed = (script: string) =>
    execFileSync(resolve(root, "scripts", script), { encoding: "utf8", timeout: 900_000 }).trim();
  return { python: printed("cleaning-python.sh"), java: resolve(printed("java.sh"), "../..") };
}

/** A line of JSON that the job printed. */
export interface Event {
  event: string;
  [fact: string]: unknown;
}

/** One process of Spark on this machine: `python ARGS`, with the cleaning package to import. */
export class SparkProcess {
  readonly ended: Promise<number>;
  stderr = "";
  private stdout = "";
  private readonly process: ChildProcess;
  private readonly watchers = new Set<() => void>();

  constructor({ python, java }: { python: string; java: string }, args: string[], input = "") {
    const { PATH = "", HOME = "" } = process.env;
    const settings = ["spark.ui.enabled=false", "spark.sql.shuffle.partitions=4", "spark.driver.host=127.0.0.1"];
    this.process = spawn(python, args, {
      env: {
        PATH,
        HOME,
        JAVA_HOME: java,
        SPARK_LOCAL_IP: "127.0.0.1",
        PYSPARK_PYTHON: python,
        PYTHONPATH: resolve(root, "workloads"),
        PYTHONDONTWRITEBYTECODE: "1",
        PYSPARK_SUBMIT_ARGS: ["--master local[2]", ...settings.map((each) => `--conf ${each}`), "pyspark-shell"].join(
          " ",
        ),
      },
      detached: true, // a process group of its own: Spark's Java ends with it
    });
    this.process.stdout?.on("data", (text: Buffer) => {
      this.stdout += text.toString();
      this.watchers.forEach((look) => look());
    });
    this.process.stderr?.on("data", (text: Buffer) => (this.stderr += text.toString()));
    this.process.stdin?.end(input);
    this.ended = new Promise((done) => this.process.on("close", (code) => done(code ?? 128)));
  }

  get events(): Event[] {
    const lines = this.stdout.split("\n").slice(0, -1);
    return lines.filter((line) => line.startsWith("{")).map((line) => JSON.parse(line) as Event);
  }

  /** Waits until the job has printed such an event; rejects when it ends first. */
  async says(event: string, facts: Record<string, unknown>): Promise<void> {
    const said = () => this.events.some((each) => each.event === event && matches(each, facts));
    await new Promise<void>((done, fail) => {
      const look = () => said() && done();
      this.watchers.add(look);
      void this.ended.then(() => fail(new Error(`ended before it said ${event}:\n${this.stderr.slice(-3000)}`)));
      look();
    });
  }

  stop(): void {
    if (this.process.exitCode !== null || !this.process.pid) return;
    try {
      process.kill(-this.process.pid, "SIGKILL");
    } catch {
      // It ended in the meantime.
    }
  }
}

function matches(event: Event, facts: Record<string, unknown>): boolean {
  return Object.entries(facts).every(([key, value]) => event[key] === value);
}
