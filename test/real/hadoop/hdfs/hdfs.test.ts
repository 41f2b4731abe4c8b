import { createCipheriv, createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findInstanceType, type InstanceType } from "../../../../catalog/instanceTypes";
import { hadoopXml } from "../../../../components/storage/hadoop/configuration";
import { designHdfs, podOf } from "../../../../components/storage/hdfs/design";
import { daemonFiles, hostFiles } from "../../../../components/storage/hdfs/files";
import { hdfsSite } from "../../../../components/storage/hdfs/sites";
import type { Hdfs } from "../../../../spec/stack";
import { freePort } from "../../freePort";
import { eventually } from "../../monitoring/programs";
import { Loopback } from "./loopback";

const lake: Hdfs = {
  name: "lake",
  pool: "nvme",
  image: `registry.example.com/hadoop@sha256:${"a".repeat(64)}`,
  dataNodes: 4,
};
const layOut = (hdfs: Hdfs) =>
  designHdfs(hdfs, { nodes: 4 }, findInstanceType("i4i.4xlarge") as InstanceType, {
    "use1-az4": "127.0.0.0/20",
    "use1-az5": "127.0.16.0/20",
    "use1-az6": "127.0.32.0/20",
  });
const design = layOut(lake);
const dataHosts = design.dataNodes.flatMap(({ hosts, replicas }) => hosts.slice(0, replicas));
const nameNodes = design.nameNodes.map(podOf);

/** As rendered, but for how soon a silent data node counts as dead: after 40 s, not after Hadoop's ten minutes. */
const site = { ...hdfsSite(design, lake), "dfs.namenode.heartbeat.recheck-interval": "5000" };

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
  let pods: Loopback;
  const dataPorts = new Map<string, number>();
  const script = (name: string) => ["bash", `${pods.folder}/conf/${name}`];
  const hdfs = (...args: string[]) => pods.run("client-0", ["hdfs", ...args]);

  const beanOf = async (pod: string, bean: string) => {
    const query = `jmx?qry=Hadoop:service=NameNode,name=${bean}`;
    const answer = await fetch(`http://${pods.addressOf(pod)}:9870/${query}`, { signal: AbortSignal.timeout(5000) });
    return ((await answer.json()) as { beans: Record<string, unknown>[] }).beans[0] ?? {};
  };
  const stateOf = async (pod: string) => (await beanOf(pod, "NameNodeStatus")).State;
  const activeOf = async (candidates: readonly string[]) => {
    const states = await Promise.all(candidates.map((pod) => stateOf(pod).catch(() => undefined)));
    return candidates[states.indexOf("active")];
  };
  /** What the active name node counts. */
  const counted = async (figure: string) => (await beanOf((await activeOf(nameNodes)) ?? "", "FSNamesystem"))[figure];
  const liveDataNodes = (count: number) =>
    eventually(async () => (await counted("NumLiveDataNodes")) === count || undefined, 300);

  /** As its pod starts it: formatted where it has no metadata, with its failover controller beside it. */
  async function startNameNode(pod: string): Promise<void> {
    // Kubernetes runs it again where it fails: the journal nodes may come up later.
    await eventually(async () => (await pods.run(pod, script("format.sh"))).status === 0 || undefined, 300);
    pods.start(pod, "namenode", ["hdfs", "namenode"]);
    await eventually(() => stateOf(pod), 300);
    pods.start(pod, "zkfc", script("zkfc.sh"));
  }

  /** A name node takes the address that a data node calls from for its own: on loopback all have one, and differ by port. */
  async function givePorts(pod: string): Promise<void> {
    const [data, ipc, http] = [await freePort(), await freePort(), await freePort()];
    dataPorts.set(pod, data);
    const own = {
      "dfs.datanode.address": `127.0.0.1:${data}`,
      "dfs.datanode.ipc.address": `127.0.0.1:${ipc}`,
      "dfs.datanode.http.address": `127.0.0.1:${http}`,
    };
    pods.replace(pod, "hdfs-site.xml", hadoopXml({ ...site, ...own }));
  }
  const startDataNode = (host: string) => pods.start(podOf(host), "datanode", ["hdfs", "datanode"], host);

  beforeAll(async () => {
    const hosts = [...design.nameNodes, ...design.journalNodes, ...design.zooKeepers, ...dataHosts, "client-0"];
    pods = new Loopback(hosts, { ...daemonFiles(design, lake), "hdfs-site.xml": hadoopXml(site) }, hostFiles(design));
    for (const host of design.zooKeepers) pods.start(podOf(host), "zookeeper", script("zookeeper.sh"));
    for (const host of design.journalNodes) pods.start(podOf(host), "journalnode", ["hdfs", "journalnode"]);
    for (const host of design.zooKeepers) {
      const ready = async () => (await pods.run(podOf(host), script("zookeeper-ready.sh"))).status === 0 || undefined;
      await eventually(ready, 300);
    }
    for (const pod of nameNodes) await startNameNode(pod);
    for (const host of dataHosts) {
      await givePorts(podOf(host));
      startDataNode(host);
    }
    await eventually(() => activeOf(nameNodes), 300);
    await liveDataNodes(dataHosts.length);
  }, 1_200_000);
  afterAll(() => pods?.end());

  const put = (index: number) =>
    pods.run("client-0", ["hdfs", "dfs", "-put", "-", `/data/part-${index}`], { input: content(index) });
  const written = createHash("sha256");
  for (let index = 0; index < files; index++) for (const chunk of content(index)) written.update(chunk);
  const expected = written.digest("hex");
  /** Of all bytes, in the files' order. */
  const readBack = async () => {
    const hash = createHash("sha256");
    for await (const chunk of pods.output("client-0", ["hdfs", "dfs", "-cat", "/data/part-*"])) {
      hash.update(chunk as Buffer);
    }
    return hash.digest("hex");
  };
  /** The name node's count lags behind the loss of a data node: `fsck` looks at each block. */
  const threeReplicasEach = () =>
    eventually(async () => {
      if ((await counted("UnderReplicatedBlocks")) !== 0) return undefined;
      const report = (await hdfs("fsck", "/data")).stdout;
      const whole = new RegExp(`Minimally replicated blocks:\\s+${files} `).test(report);
      return (whole && /Missing replicas:\s+0 /.test(report)) || undefined;
    }, 600);

  it("loses no byte of 1 GiB when the active name node dies under load, and goes on within 30 s", patient, async () => {
    expect((await hdfs("dfs", "-mkdir", "/data")).status).toBe(0);
    for (const index of [0, 1, 2]) expect((await put(index)).status).toBe(0);

    const active = (await activeOf(nameNodes)) ?? "";
    const standby = nameNodes.find((pod) => pod !== active) ?? "";
    const writing = [3, 4].map(put);
    await eventually(async () => Number(await counted("NumFilesUnderConstruction")) > 0 || undefined, 120);
    const killed = Date.now();
    await pods.kill(active);
    await eventually(() => activeOf([standby]), 120);
    const seconds = (Date.now() - killed) / 1000;
    console.log(`failover: ${standby} was active ${seconds.toFixed(1)} s after ${active} was killed`);
    expect(seconds).toBeLessThan(30);

    expect((await Promise.all(writing)).map(({ status }) => status)).toEqual([0, 0]);
    for (const index of [5, 6, 7]) expect((await put(index)).status).toBe(0);
    expect(await readBack()).toBe(expected);

    await startNameNode(active);
    await eventually(async () => (await stateOf(active)) === "standby" || undefined, 120);
  });

  it("asks the rendered script for each data node's rack", patient, async () => {
    const { stdout } = await hdfs("dfsadmin", "-printTopology");
    const [, ...racks] = stdout.split(/^Rack: /m);
    expect(racks).toHaveLength(1); // on loopback every address is in the first zone's range
    expect(racks[0]).toMatch(/^\/use1-az4$/m);
    for (const port of dataPorts.values()) expect(racks[0]).toContain(`127.0.0.1:${port}`);
  });

  it("copies the blocks of a lost data node until each has three replicas again", patient, async () => {
    const [host = ""] = dataHosts;
    await pods.kill(podOf(host));
    await liveDataNodes(dataHosts.length - 1);
    await threeReplicasEach();
    expect(await readBack()).toBe(expected);

    startDataNode(host);
    await liveDataNodes(dataHosts.length);
  });

  it("moves the blocks of a data node that the stack file no longer counts before it stops", patient, async () => {
    const { exclude = "" } = hostFiles(layOut({ ...lake, dataNodes: 3 }));
    const leaving = dataHosts.find((host) => exclude.includes(host)) ?? "";
    const restart = await pods.run(podOf(leaving), script("decommission.sh"), { host: leaving });
    expect(restart).toEqual({ status: 0, stdout: "", stderr: "" }); // counted still: nothing to wait for

    pods.write("hosts/exclude", `${exclude}127.0.0.1:${dataPorts.get(podOf(leaving))}\n`);
    const { status, stderr } = await pods.run(podOf(leaving), script("decommission.sh"), { host: leaving });
    expect(`${status} ${stderr}`).toMatch(/^0 /);
    expect(await counted("NumDecomLiveDataNodes")).toBe(1);
    await pods.kill(podOf(leaving));
    await threeReplicasEach();
    expect(await readBack()).toBe(expected);
  });

  it("tells Prometheus what there is to watch", async () => {
    const active = (await activeOf(nameNodes)) ?? "";
    const metrics = await (await fetch(`http://${pods.addressOf(active)}:9870/prom`)).text();
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
