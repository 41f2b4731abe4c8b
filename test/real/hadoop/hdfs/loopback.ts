import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { podOf, variables } from "../../../../components/storage/hdfs/design";
import type { Files } from "../../../../components/storage/hdfs/files";
import { configMapDelay } from "../../../../components/storage/hdfs/scripts";

const mains: Record<string, string> = {
  namenode: "org.apache.hadoop.hdfs.server.namenode.NameNode",
  datanode: "org.apache.hadoop.hdfs.server.datanode.DataNode",
  journalnode: "org.apache.hadoop.hdfs.qjournal.server.JournalNode",
  zkfc: "org.apache.hadoop.hdfs.tools.DFSZKFailoverController",
  dfs: "org.apache.hadoop.fs.FsShell",
  dfsadmin: "org.apache.hadoop.hdfs.tools.DFSAdmin",
  fsck: "org.apache.hadoop.hdfs.tools.DFSck",
};

/** Small heaps and little compiling: a dozen JVMs share two cores. */
const jvm = "-Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1";

/**
 * Pods without Kubernetes: each has an address of its own on loopback, the environment that its pod would have, and the
 * rendered files. Java looks names up in a hosts file, so names, ports and scripts are the rendered ones.
 */
export class Loopback {
  readonly folder = mkdtempSync(join(tmpdir(), "aidc-hdfs-"));
  private readonly addresses = new Map<string, string>();
  private readonly running = new Map<string, ChildProcess>();

  /** @param hosts Every pod's full name. */
  constructor(hosts: readonly string[], files: Files, changing: Files) {
    const block = `127.${16 + (process.pid % 200)}.${1 + (Math.floor(process.pid / 200) % 200)}`;
    hosts.forEach((host, index) => this.addresses.set(podOf(host), `${block}.${index + 1}`));
    const names = hosts.map((host) => `${this.addressOf(podOf(host))} ${host}`);
    this.write("hosts-file", `127.0.0.1 localhost ${hostname()}\n${names.join("\n")}\n`);
    // As the pods mount them: every file may be run.
    for (const [name, content] of Object.entries(files)) this.write(`conf/${name}`, content, 0o755);
    for (const [name, content] of Object.entries(changing)) this.write(`hosts/${name}`, content);
    this.writeLaunchers();
    process.on("exit", () => this.killAll());
  }

  addressOf(pod: string): string {
    const address = this.addresses.get(pod);
    if (!address) throw new Error(`no pod ${pod}`);
    return address;
  }

  write(path: string, content: string, mode = 0o644): void {
    const file = join(this.folder, path);
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, content, { mode });
  }

  /** Gives a pod a file of its own in place of the rendered one. */
  replace(pod: string, name: string, content: string): void {
    const own = join(this.folder, `conf-${pod}`);
    if (!existsSync(own)) cpSync(join(this.folder, "conf"), own, { recursive: true });
    writeFileSync(join(own, name), content);
  }

  /** Starts a container's command in a pod. Its output goes to a file, which `logOf` gives. */
  start(pod: string, container: string, command: string[], host?: string): void {
    const log = openSync(this.logFile(pod, container), "a");
    const [program = "", ...args] = command;
    const child = spawn(program, args, {
      env: this.environment(pod, host),
      stdio: ["ignore", log, log],
      detached: true,
    });
    closeSync(log);
    this.running.set(`${pod}/${container}`, child);
  }

  /** Runs a command in a pod to its end. */
  async run(pod: string, command: string[], options: { host?: string; input?: Iterable<Buffer> } = {}) {
    const [program = "", ...args] = command;
    const child = spawn(program, args, { env: this.environment(pod, options.host), detached: true });
    const key = `${pod}/${command.join(" ")}/${child.pid}`;
    this.running.set(key, child);
    const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
    child.stdin.on("error", () => undefined); // a command that ends early closes its input: its status tells
    for (const chunk of options.input ?? []) if (!child.stdin.write(chunk)) await once(child.stdin, "drain");
    child.stdin.end();
    const [stdout, stderr, [status]] = (await ended) as [string, string, [number | null]];
    this.running.delete(key);
    return { status, stdout, stderr };
  }

  /** The bytes that a command in a pod writes to its output. */
  output(pod: string, command: string[]) {
    const [program = "", ...args] = command;
    const child = spawn(program, args, {
      env: this.environment(pod),
      stdio: ["ignore", "pipe", "ignore"],
      detached: true,
    });
    this.running.set(`${pod}/${command.join(" ")}/${child.pid}`, child);
    return child.stdout;
  }

  /** As a node that vanishes takes them: SIGKILL, to every container. */
  async kill(pod: string): Promise<void> {
    for (const [key, child] of this.running) {
      if (!key.startsWith(`${pod}/`)) continue;
      this.running.delete(key);
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const closed = once(child, "exit");
      signal(child);
      await closed;
    }
  }

  logOf(pod: string, container: string): string {
    return readFileSync(this.logFile(pod, container), "utf8");
  }

  end(): void {
    this.killAll();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 500 });
  }

  private killAll(): void {
    for (const child of this.running.values()) signal(child);
    this.running.clear();
  }

  private logFile(pod: string, container: string): string {
    return join(this.folder, `${pod}-${container}.log`);
  }

  private configurationOf(pod: string): string {
    const own = join(this.folder, `conf-${pod}`);
    return existsSync(own) ? own : join(this.folder, "conf");
  }

  private environment(pod: string, host?: string): NodeJS.ProcessEnv {
    const volume = join(this.folder, "volumes", pod);
    mkdirSync(volume, { recursive: true });
    return {
      PATH: `${join(this.folder, "bin")}:${process.env.PATH}`,
      [variables.pod]: pod,
      [variables.address]: this.addressOf(pod),
      [variables.volume]: volume,
      [variables.configuration]: this.configurationOf(pod),
      [variables.hosts]: join(this.folder, "hosts"),
      [configMapDelay.name]: "0",
      ...(host && { [variables.host]: host }),
    };
  }

  /** `hdfs` and `hadoop` as Hadoop's distribution has them, and the folders of web pages: Maven has the classes alone. */
  private writeLaunchers(): void {
    for (const daemon of ["hdfs", "journal", "datanode", "static"]) {
      mkdirSync(join(this.folder, "webapps", daemon), { recursive: true });
    }
    const java = execFileSync("scripts/java.sh", { encoding: "utf8" }).trim();
    const classPath = execFileSync("scripts/maven-jars.sh", ["test/real/hadoop/pom.xml", "hadoop"], {
      encoding: "utf8",
    }).trim();
    const launch = `exec "${java}" ${jvm} -Djdk.net.hosts.file="${join(this.folder, "hosts-file")}" -cp "$HADOOP_CONF_DIR:${this.folder}:${classPath}"`;
    const cases = Object.entries(mains).map(([name, main]) => `  ${name}) main=${main} ;;`);
    const unknown = '  *) echo "no such command: $1" >&2; exit 64 ;;';
    this.program("hadoop", [`${launch} "$@"`]);
    this.program("hdfs", ['case "$1" in', ...cases, unknown, "esac", `${launch} "$main" "\${@:2}"`]);
  }

  private program(name: string, lines: string[]): void {
    const file = join(this.folder, "bin", name);
    mkdirSync(join(this.folder, "bin"), { recursive: true });
    writeFileSync(file, ["#!/usr/bin/env bash", ...lines, ""].join("\n"), { mode: 0o755 });
  }
}

/** With what it started: it leads a process group. */
function signal(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  } catch {
    // It has ended.
  }
}
