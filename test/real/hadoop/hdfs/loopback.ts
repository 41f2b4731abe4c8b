import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { podOf, secrets, variables } from "../../../../components/storage/hdfs/design";
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

/** Small heaps and little compiling: a dozen JVMs share two cores. What moves blocks is compiled in full, for AES' sake. */
const jvm = "-Xmx512m -XX:+UseSerialGC";
const quick = "-XX:TieredStopAtLevel=1";

/** Where the pods' proxies listen, each on its pod's own address. */
export const proxyPort = 1080;

/** The first three numbers of addresses on loopback that no other run has. */
export const block = `127.${16 + (process.pid % 200)}.${1 + (Math.floor(process.pid / 200) % 200)}`;

/**
 * Pods without Kubernetes: each has an address of its own on loopback, the environment that its pod would have, and the
 * rendered files. Java looks names up in a hosts file, so names, ports and scripts are the rendered ones. A proxy in each pod
 * calls out from the pod's address, as a pod's network does; by itself loopback gives every caller one.
 */
export class Loopback {
  readonly folder = mkdtempSync(join(tmpdir(), "aidc-hdfs-"));
  private readonly running = new Map<string, ChildProcess>();
  private readonly microsocks = execFileSync("scripts/microsocks.sh", { encoding: "utf8" }).trim();
  private readonly addresses: ReadonlyMap<string, string>;

  /** @param hosts Every pod's full name, with its address. */
  constructor(hosts: ReadonlyMap<string, string>) {
    this.addresses = new Map([...hosts].map(([host, address]) => [podOf(host), address]));
    const names = [...hosts].map(([host, address]) => `${address} ${host}`);
    this.write("hosts-file", `127.0.0.1 localhost ${hostname()}\n${names.join("\n")}\n`);
    this.writeLaunchers();
    process.on("exit", () => this.killAll());
  }

  addressOf(pod: string): string {
    const address = this.addresses.get(pod);
    if (!address) throw new Error(`no pod ${pod}`);
    return address;
  }

  write(path: string, content: string | Buffer, mode = 0o644): void {
    const file = join(this.folder, path);
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, content, { mode });
  }

  /** As pods mount a ConfigMap: every file may be run. What is mounted under /etc in a pod is in this one's folder. */
  mount(folder: string, files: Files): void {
    for (const [name, content] of Object.entries(files)) {
      this.write(`${folder}/${name}`, this.inFolder(content), 0o755);
    }
  }

  /** Starts a container's command in a pod. Its output goes to a file, which `logOf` gives. */
  start(pod: string, container: string, command: string[], env: NodeJS.ProcessEnv = {}): void {
    const log = openSync(this.logFile(pod, container), "a");
    const [program = "", ...args] = command;
    const child = spawn(program, args, {
      env: this.environment(pod, env),
      stdio: ["ignore", log, log],
      detached: true,
    });
    closeSync(log);
    this.running.set(`${pod}/${container}`, child);
  }

  /** Runs a command in a pod to its end. */
  async run(
    pod: string,
    command: string[],
    options: { env?: NodeJS.ProcessEnv; input?: Iterable<Buffer> | AsyncIterable<Buffer> } = {},
  ) {
    const [program = "", ...args] = command;
    const child = spawn(program, args, { env: this.environment(pod, options.env), detached: true });
    const key = `${pod}/${command.join(" ")}/${child.pid}`;
    this.running.set(key, child);
    const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
    child.stdin.on("error", () => undefined); // a command that ends early closes its input: its status tells
    for await (const chunk of options.input ?? []) if (!child.stdin.write(chunk)) await once(child.stdin, "drain");
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

  /** As a new node has its disks. */
  emptyVolume(pod: string): void {
    rmSync(join(this.folder, "volumes", pod), { recursive: true });
  }

  logOf(pod: string, container: string): string {
    return readFileSync(this.logFile(pod, container), "utf8");
  }

  end(): void {
    this.killAll();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 500 });
  }

  private inFolder(text: string): string {
    return text.replaceAll(secretsFolder, `${this.folder}/`);
  }

  private killAll(): void {
    for (const child of this.running.values()) signal(child);
    this.running.clear();
  }

  private logFile(pod: string, container: string): string {
    return join(this.folder, `${pod}-${container}.log`);
  }

  private environment(pod: string, env: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
    this.startProxy(pod);
    const volume = join(this.folder, "volumes", pod);
    mkdirSync(volume, { recursive: true });
    const set = Object.entries(env).map(([name, value]) => [name, value && this.inFolder(value)]);
    return {
      ...(Object.fromEntries(set) as NodeJS.ProcessEnv),
      PATH: `${join(this.folder, "bin")}:${process.env.PATH}`,
      [variables.pod]: pod,
      [variables.address]: this.addressOf(pod),
      [variables.volume]: volume,
      [variables.configuration]: join(this.folder, pod.startsWith("client") ? "client" : "conf"),
      [variables.hosts]: join(this.folder, "hosts"),
      [configMapDelay.name]: "0",
    };
  }

  private startProxy(pod: string): void {
    const key = `${pod}/proxy`;
    if (this.running.has(key)) return;
    const address = this.addressOf(pod);
    const args = ["-i", address, "-p", String(proxyPort), "-b", address];
    this.running.set(key, spawn(this.microsocks, args, { stdio: "ignore", detached: true }));
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
    const launch = `exec "${java}" ${jvm} $compile \${HADOOP_OPTS:-} -Djdk.net.hosts.file="${join(this.folder, "hosts-file")}" -cp "$HADOOP_CONF_DIR:${this.folder}:${classPath}"`;
    const cases = Object.entries(mains).map(([name, main]) => `  ${name}) main=${main} ;;`);
    const unknown = '  *) echo "no such command: $1" >&2; exit 64 ;;';
    const compile = `case "$1" in datanode | dfs) compile= ;; *) compile=${quick} ;; esac`;
    this.program("hadoop", [compile, `${launch} "$@"`]);
    this.program("hdfs", ['case "$1" in', ...cases, unknown, "esac", compile, `${launch} "$main" "\${@:2}"`]);
  }

  private program(name: string, lines: string[]): void {
    this.write(`bin/${name}`, ["#!/usr/bin/env bash", ...lines, ""].join("\n"), 0o755);
  }
}

/** The folder of the Secrets that pods mount. */
const secretsFolder = secrets.tls.replace(/[^/]+$/, "");

/** With what it started: it leads a process group. */
function signal(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  } catch {
    // It has ended.
  }
}
