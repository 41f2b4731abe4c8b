import { createCipheriv, createHash } from "node:crypto";
import { EventEmitter, once } from "node:events";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { podOf, ports } from "../../../../components/storage/hdfs/design";
import { hostFiles } from "../../../../components/storage/hdfs/files";
import type { Hdfs } from "../../../../spec/stack";
import { eventually } from "../../monitoring/programs";
import { Cluster, layOut } from "./cluster";

const lake: Hdfs = {
  name: "lake",
  pool: "nvme",
  image: `registry.example.com/hadoop@sha256:${"a".repeat(64)}`,
  dataNodes: 4,
};

/** A GiB: eight files of 128 MiB, each a block. */
const files = 8;
const fileMiB = 128;

/** Generous, for a machine that does other work beside: idle, the longest test takes two minutes. */
const patient = { timeout: 1_200_000 };

/**
 * The configuration and the scripts that a stack file's HDFS gets, on Hadoop 3.5.0's own daemons: three ZooKeepers, three
 * journal nodes, two name nodes with their failover controllers, four data nodes.
 */
describe("the rendered HDFS on Hadoop's daemons", () => {
  let cluster: Cluster;
  const hdfs = (...args: string[]) => cluster.pods.run("client-0", ["hdfs", ...args]);
  /** Zone of the data node that has the address. */
  const zoneOf = (address: string) =>
    cluster.design.dataNodes.find(({ hosts, replicas }) =>
      hosts.slice(0, replicas).some((host) => cluster.pods.addressOf(podOf(host)) === address),
    )?.zone;

  beforeAll(async () => {
    cluster = new Cluster(lake);
    await cluster.start();
  }, 1_200_000);
  afterAll(() => cluster?.pods.end());

  const put = (index: number, input: Iterable<Buffer> | AsyncIterable<Buffer> = content(index)) =>
    cluster.pods.run("client-0", ["hdfs", "dfs", "-put", "-", `/data/part-${index}`], { input });
  const written = createHash("sha256");
  for (let index = 0; index < files; index++) for (const chunk of content(index)) written.update(chunk);
  const expected = written.digest("hex");
  /** Of all bytes, in the files' order. */
  const readBack = async () => {
    const hash = createHash("sha256");
    for await (const chunk of cluster.pods.output("client-0", ["hdfs", "dfs", "-cat", "/data/part-*"])) {
      hash.update(chunk as Buffer);
    }
    return hash.digest("hex");
  };
  /** The name node's count lags behind the loss of a data node: `fsck` looks at each block. */
  const threeReplicasEach = () =>
    eventually(async () => {
      if ((await cluster.counted("UnderReplicatedBlocks")) !== 0) return undefined;
      const report = (await hdfs("fsck", "/data")).stdout;
      const whole = new RegExp(`Minimally replicated blocks:\\s+${files} `).test(report);
      return (whole && /Missing replicas:\s+0 /.test(report)) || undefined;
    }, 600);

  it("loses no byte of 1 GiB when the active name node dies under load, and goes on within 30 s", patient, async () => {
    expect((await hdfs("dfs", "-mkdir", "/data")).status).toBe(0);
    for (const index of [0, 1, 2]) expect((await put(index)).status).toBe(0);

    const active = (await cluster.activeOf(cluster.nameNodes)) ?? "";
    const standby = cluster.nameNodes.find((pod) => pod !== active) ?? "";
    const halves = [3, 4].map(halved);
    const writing = halves.map(({ input }, index) => put(index + 3, input));
    await Promise.all(halves.map(({ halfway }) => halfway));
    const killed = Date.now();
    await cluster.pods.kill(active);
    for (const { goOn } of halves) goOn();
    await eventually(() => cluster.activeOf([standby]), 120);
    const seconds = (Date.now() - killed) / 1000;
    console.log(`failover: ${standby} was active ${seconds.toFixed(1)} s after ${active} was killed`);
    expect(seconds).toBeLessThan(30);

    expect((await Promise.all(writing)).map(({ status }) => status)).toEqual([0, 0]);
    for (const index of [5, 6, 7]) expect((await put(index)).status).toBe(0);
    expect(await readBack()).toBe(expected);

    await cluster.startNameNode(active);
    await eventually(async () => (await cluster.stateOf(active)) === "standby" || undefined, 120);
  });

  it("keeps the copies of each block in two zones at least, by the rendered script", patient, async () => {
    const { stdout } = await hdfs("fsck", "/data", "-files", "-blocks", "-racks");
    const blocks = stdout.split("\n").filter((line) => line.includes("Live_repl=3"));
    expect(blocks).toHaveLength(files);
    for (const line of blocks) {
      const copies = [...line.matchAll(/\/(use1-az\d)\/(127[\d.]+):9866/g)];
      expect(copies).toHaveLength(3);
      for (const [, zone, address = ""] of copies) expect(zone).toBe(zoneOf(address));
      expect(new Set(copies.map(([, zone]) => zone)).size).toBeGreaterThanOrEqual(2);
    }
  });

  it("loses no byte with a whole zone, and fills the nodes that come in its place", patient, async () => {
    const zone = cluster.design.dataNodes.find(({ replicas }) => replicas === 2)?.hosts.slice(0, 2) ?? [];
    for (const host of zone) await cluster.pods.kill(podOf(host));
    expect(await readBack()).toBe(expected);
    await cluster.liveDataNodes(cluster.dataNodes.length - zone.length);

    for (const host of zone) cluster.pods.emptyVolume(podOf(host)); // the disks went with their nodes
    for (const host of zone) cluster.startDataNode(host);
    await cluster.liveDataNodes(cluster.dataNodes.length);
    await threeReplicasEach();
    expect(await readBack()).toBe(expected);
  });

  it("moves the blocks of a data node that the stack file no longer counts before it stops", patient, async () => {
    const fewer = hostFiles(layOut({ ...lake, dataNodes: 3 }));
    const leaving = cluster.dataNodes.find((host) => fewer.exclude?.includes(host)) ?? "";
    const restart = await cluster.beforeStop(leaving);
    expect(restart).toEqual({ status: 0, stdout: "", stderr: "" }); // counted still: nothing to wait for

    cluster.pods.mount("hosts", fewer);
    const { status, stderr } = await cluster.beforeStop(leaving);
    expect(`${status} ${stderr}`).toMatch(/^0 /);
    expect(await cluster.counted("NumDecomLiveDataNodes")).toBe(1);
    await cluster.pods.kill(podOf(leaving));
    await threeReplicasEach();
    expect(await readBack()).toBe(expected);
  });

  it("tells Prometheus what there is to watch", async () => {
    const active = (await cluster.activeOf(cluster.nameNodes)) ?? "";
    const host = cluster.design.nameNodes.find((name) => podOf(name) === active) ?? "";
    const metrics = await cluster.page(host, ports.nameNode, "/prom");
    expect(metrics).toMatch(/^fs_namesystem_missing_blocks\{.*\} 0$/m);
    expect(metrics).toMatch(/^fs_namesystem_capacity_remaining\{.*\} [1-9]/m);
  });
});

/** The bytes of a file: no two files alike, and the same each time. */
function* content(index: number): Generator<Buffer> {
  const cipher = createCipheriv("aes-128-ctr", Buffer.alloc(16, index + 1), Buffer.alloc(16));
  const zeros = Buffer.alloc(2 ** 20);
  for (let mib = 0; mib < fileMiB; mib++) yield cipher.update(zeros);
}

/** A file whose second half waits until it is told to go on. */
function halved(index: number) {
  const gate = new EventEmitter();
  const [halfway, told] = [once(gate, "halfway"), once(gate, "goOn")];
  async function* input() {
    let mib = 0;
    for (const chunk of content(index)) {
      if (mib++ === fileMiB / 2) {
        gate.emit("halfway");
        await told;
      }
      yield chunk;
    }
  }
  return { input: input(), halfway, goOn: () => gate.emit("goOn") };
}
