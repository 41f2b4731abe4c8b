import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { freePort } from "../freePort";

/** The servers' folder, built at first use: minutes. */
export function builtServers(script = "test/real/kubernetes/build.sh"): string {
  const output = execFileSync(script, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  return output.trim().split("\n").at(-1)!;
}

export interface Answer {
  status: number;
  body: { message?: string; [field: string]: unknown };
}

/** A real kube-apiserver over a real etcd, on loopback and in a folder of its own. */
export class ApiServer {
  private readonly children: ChildProcess[] = [];
  readonly directory = mkdtempSync(join(tmpdir(), "aidc-kubernetes-"));
  private readonly token = randomBytes(16).toString("hex");
  private port = 0;

  constructor(readonly servers: string) {}

  /** The key by which tokens of service accounts are signed. */
  get serviceAccountKey(): string {
    return join(this.directory, "service-accounts.pem");
  }

  /** The server's own certificate, for 127.0.0.1, which it signed itself. */
  get certificate(): { crt: Buffer; key: Buffer } {
    const read = (extension: string) => readFileSync(join(this.directory, `apiserver.${extension}`));
    return { crt: read("crt"), key: read("key") };
  }

  /** Path of a kubeconfig by which other servers reach this one. */
  kubeconfig(): string {
    const path = join(this.directory, "kubeconfig.json");
    const cluster = {
      server: `https://127.0.0.1:${this.port}`,
      "certificate-authority": join(this.directory, "apiserver.crt"),
    };
    const config = {
      ...{ apiVersion: "v1", kind: "Config", "current-context": "test" },
      clusters: [{ name: "test", cluster }],
      users: [{ name: "admin", user: { token: this.token } }],
      contexts: [{ name: "test", context: { cluster: "test", user: "admin" } }],
    };
    writeFileSync(path, JSON.stringify(config), { mode: 0o600 });
    return path;
  }

  async start(): Promise<void> {
    const [etcd, peer, port] = [await freePort(), await freePort(), await freePort()];
    this.port = port;
    const url = (number: number) => `http://127.0.0.1:${number}`;
    this.run("etcd", [
      `--data-dir=${join(this.directory, "etcd")}`,
      ...[`--listen-client-urls=${url(etcd)}`, `--advertise-client-urls=${url(etcd)}`],
      ...[`--listen-peer-urls=${url(peer)}`, `--initial-advertise-peer-urls=${url(peer)}`],
      `--initial-cluster=default=${url(peer)}`,
    ]);
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const key = this.serviceAccountKey;
    writeFileSync(key, privateKey.export({ type: "pkcs1", format: "pem" }), { mode: 0o600 });
    const tokens = join(this.directory, "tokens.csv");
    writeFileSync(tokens, `${this.token},admin,admin,system:masters\n`, { mode: 0o600 });
    this.run("kube-apiserver", [
      `--etcd-servers=${url(etcd)}`,
      ...["--bind-address=127.0.0.1", `--secure-port=${port}`, `--cert-dir=${this.directory}`],
      ...[`--service-account-key-file=${key}`, `--service-account-signing-key-file=${key}`],
      ...["--service-account-issuer=https://kubernetes.default.svc", "--service-cluster-ip-range=10.0.0.0/24"],
      ...[`--token-auth-file=${tokens}`, "--authorization-mode=RBAC"],
      // As EKS has it. No pod here has a token: none of ours asks for one.
      ...["--enable-admission-plugins=ExtendedResourceToleration", "--disable-admission-plugins=ServiceAccount"],
    ]);
    await eventually("the API server answers", async () => (await this.get("/readyz")).status === 200);
  }

  stop(): void {
    for (const child of this.children.reverse()) child.kill("SIGKILL");
    rmSync(this.directory, { recursive: true, force: true, maxRetries: 5 });
  }

  get(path: string): Promise<Answer> {
    return this.call("GET", path);
  }

  post(path: string, object: object): Promise<Answer> {
    return this.call("POST", path, JSON.stringify(object), "application/json");
  }

  /** Server-side apply, which refuses any field that the kind does not have. */
  apply(path: string, object: object): Promise<Answer> {
    const query = "fieldManager=aidc&fieldValidation=Strict";
    return this.call("PATCH", `${path}?${query}`, JSON.stringify(object), "application/apply-patch+yaml");
  }

  /** Merges into what stands. */
  merge(path: string, change: object): Promise<Answer> {
    return this.call("PATCH", path, JSON.stringify(change), "application/merge-patch+json");
  }

  delete(path: string): Promise<Answer> {
    return this.call("DELETE", path, JSON.stringify({ propagationPolicy: "Background" }), "application/json");
  }

  private call(method: string, path: string, body?: string, type?: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${this.token}`, ...(type && { "content-type": type }) };
      const ca = readFileSync(join(this.directory, "apiserver.crt"));
      const sent = request({ host: "127.0.0.1", port: this.port, path, method, ca, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => {
          const text = Buffer.concat(chunks).toString();
          const parsed = text.startsWith("{") ? (JSON.parse(text) as Answer["body"]) : { message: text };
          resolve({ status: response.statusCode ?? 0, body: parsed });
        });
      });
      sent.on("error", reject).setTimeout(30_000, () => sent.destroy(new Error(`${method} ${path} took too long`)));
      sent.end(body);
    });
  }

  /** Starts a server, by name or path, that ends with this one; its log is beside this one's. */
  run(name: string, args: string[], env: NodeJS.ProcessEnv = {}): void {
    const log = openSync(join(this.directory, `${basename(name)}.log`), "a");
    const options = { stdio: ["ignore", log, log] as ["ignore", number, number], env: { ...process.env, ...env } };
    this.children.push(spawn(resolve(this.servers, "bin", name), args, options));
  }
}

/** Waits for what must come, or says what did not. */
export async function eventually(what: string, check: () => Promise<boolean>, seconds = 300): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end) {
    if (await check().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`${what}: not within ${seconds} s`);
}
