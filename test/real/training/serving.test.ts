import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePorts, haproxy, mnist, pause, Run } from "./run";

const replicas = 3;

/** Three replicas behind HAProxy, which stands where the region's load balancer does: it looks at their health and tries again. */
describe("the serving workload", () => {
  const folder = mkdtempSync(join(tmpdir(), "aidc-serving-"));
  const model = join(folder, "digits.keras");
  const servers: Run[] = [];
  let balancer: ChildProcess;
  let port: number;
  let images: Buffer;
  let labels: Buffer;

  beforeAll(async () => {
    const data = mnist();
    images = readFileSync(join(data, "t10k-images-idx3-ubyte")).subarray(16);
    labels = readFileSync(join(data, "t10k-labels-idx1-ubyte")).subarray(8);
    const training = new Run(["-m", "training", "--model=cnn", `--data=${data}`, "--epochs=1", `--export=${model}`]);
    expect(await training.ended, training.stderr.slice(-3000)).toBe(0);
    port = await freePorts(replicas + 1);
    for (let replica = 0; replica < replicas; replica++) servers.push(serve(replica));
    balancer = balance(folder, port);
    for (let replica = 0; replica < replicas; replica++) await healthy(replica);
  }, 1_200_000);
  afterAll(() => {
    balancer?.kill("SIGKILL");
    for (const server of servers) server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const address = (replica: number) => `http://127.0.0.1:${port + 1 + replica}`;
  const serve = (replica: number) =>
    new Run([
      "-m",
      "serving",
      "online",
      `--model=${model}`,
      "--name=digits",
      `--port=${port + 1 + replica}`,
      "--drain-seconds=4",
    ]);
  const isHealthy = (url: string) =>
    fetch(`${url}/health`).then(
      ({ status }) => status === 200,
      () => false,
    );
  const healthy = async (replica: number) => {
    while (!(await isHealthy(address(replica)))) await pause(300);
  };
  const predict = (url: string, body: unknown) =>
    fetch(`${url}/v1/models/digits:predict`, { method: "POST", body: JSON.stringify(body) });
  const image = (index: number) =>
    Array.from({ length: 28 }, (_, row) =>
      Array.from({ length: 28 }, (_, column) => [images[index * 784 + row * 28 + column]! / 255]),
    );

  it("ends with a message where its port is taken", async () => {
    const second = serve(0);
    expect(await second.ended).not.toBe(0);
    expect(second.stderr).toContain("address already in use");
    expect(await isHealthy(address(0))).toBe(true);
  });

  it("knows most digits, and says what is wrong with a request", async () => {
    const instances = Array.from({ length: 200 }, (_, index) => image(index));
    const answer = (await (await predict(address(1), { instances })).json()) as { predictions: number[][] };
    const right = answer.predictions.filter((row, index) => row.indexOf(Math.max(...row)) === labels[index]);
    expect(right.length).toBeGreaterThan(180);

    const flat = await predict(address(1), { instances: [[1, 2, 3]] });
    expect([flat.status, await flat.json()]).toEqual([
      400,
      { error: "each instance must have the shape [28, 28, 1], found [3]" },
    ]);
    for (const body of [{}, { instances: [] }, { instances: "x" }, 5, { instances: [["a"]] }]) {
      expect((await predict(address(1), body)).status).toBe(400);
    }
  });

  it("answers every request while its replicas are stopped and killed", async () => {
    let loaded = true;
    const failures: unknown[] = [];
    let answered = 0;
    const client = async (offset: number) => {
      for (let index = offset; loaded; index = (index + 7) % 1000) {
        try {
          const response = await predict(`http://127.0.0.1:${port}`, { instances: [image(index)] });
          if (response.status !== 200) failures.push(response.status);
          await response.text();
          answered++;
        } catch (error) {
          failures.push(error);
        }
        await pause(20);
      }
    };
    const clients = Array.from({ length: 6 }, (_, offset) => client(offset));
    for (const [replica, signal] of [
      [0, "SIGTERM"],
      [1, "SIGKILL"],
      [2, "SIGKILL"],
    ] as const) {
      await pause(3_000);
      const before = answered;
      servers[replica]!.stop(signal);
      await servers[replica]!.ended;
      await pause(2_000);
      expect(answered, "the others answer meanwhile").toBeGreaterThan(before);
      servers[replica] = serve(replica);
      await healthy(replica);
    }
    loaded = false;
    await Promise.all(clients);
    expect(failures).toEqual([]);
    expect(answered).toBeGreaterThan(100);
  }, 900_000);
});

/** HAProxy asks each replica for its health twice a second, and tries a request again on another that one has dropped. */
function balance(folder: string, port: number): ChildProcess {
  const file = join(folder, "haproxy.cfg");
  const lines = Array.from(
    { length: replicas },
    (_, replica) => `  server r${replica} 127.0.0.1:${port + 1 + replica} check inter 500ms fall 2 rise 1`,
  );
  writeFileSync(
    file,
    `global
  tune.bufsize 65536
defaults
  mode http
  timeout connect 2s
  timeout client 60s
  timeout server 60s
  retries 5
  option redispatch 1
  retry-on all-retryable-errors
frontend requests
  bind 127.0.0.1:${port}
  option http-buffer-request
  default_backend digits
backend digits
  balance leastconn
  option httpchk GET /health
${lines.join("\n")}
`,
  );
  const program = haproxy();
  const libraries = resolve(dirname(program), "../lib");
  const folders = readdirSync(libraries).map((name) => join(libraries, name));
  return spawn(program, ["-db", "-f", file], {
    stdio: "ignore",
    env: { ...process.env, LD_LIBRARY_PATH: folders.filter((name) => existsSync(name)).join(":") },
  });
}
