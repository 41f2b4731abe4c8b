import { request as requestPlain } from "node:http";
import { request as requestTls } from "node:https";
import { text } from "node:stream/consumers";
import { findInstanceType, type InstanceType } from "../../../../catalog/instanceTypes";
import { hadoopXml, type Properties } from "../../../../components/storage/hadoop/configuration";
import { designHdfs, type HdfsDesign, podOf, ports, variables } from "../../../../components/storage/hdfs/design";
import { clientFiles, daemonFiles, hostFiles } from "../../../../components/storage/hdfs/files";
import { rolesOf } from "../../../../components/storage/hdfs/objects";
import { coreSite, hdfsSite } from "../../../../components/storage/hdfs/sites";
import type { Hdfs } from "../../../../spec/stack";
import { eventually } from "../../monitoring/programs";
import { block, Loopback, proxyPort } from "./loopback";

/** Each zone's pods in a range of their own, as in the VPC; the other daemons are below. */
const zones = { "use1-az4": `${block}.64/27`, "use1-az5": `${block}.96/27`, "use1-az6": `${block}.128/27` };

/** Where an entry's daemons are. */
export function layOut(hdfs: Hdfs): HdfsDesign {
  return designHdfs(hdfs, { nodes: 4 }, findInstanceType("i4i.4xlarge") as InstanceType, zones);
}

/** What loopback needs beside the rendered properties, and a silent data node is dead after 40 s, not after ten minutes. */
const proxied: Properties = {
  "hadoop.rpc.socket.factory.class.default": "org.apache.hadoop.net.SocksSocketFactory",
  "hadoop.socks.server": `\${env.${variables.address}}:${proxyPort}`,
};
const impatient: Properties = { "dfs.namenode.heartbeat.recheck-interval": "5000" };

/** A stack file's HDFS on Hadoop's own daemons, run as its pods run them. */
export class Cluster {
  readonly design: HdfsDesign;
  readonly pods: Loopback;
  readonly nameNodes: string[];
  /** Full names of the data nodes that the entry counts. */
  readonly dataNodes: string[];
  private ca?: string;
  private password?: string;

  constructor(private readonly hdfs: Hdfs) {
    this.design = layOut(hdfs);
    this.nameNodes = this.design.nameNodes.map(podOf);
    this.dataNodes = this.design.dataNodes.flatMap(({ hosts, replicas }) => hosts.slice(0, replicas));
    this.pods = new Loopback(this.addresses());
    this.pods.mount("conf", {
      ...daemonFiles(this.design, hdfs),
      "core-site.xml": hadoopXml({ ...coreSite(this.design, hdfs), ...proxied }),
      "hdfs-site.xml": hadoopXml({ ...hdfsSite(this.design, hdfs), ...impatient }),
    });
    this.pods.mount("hosts", hostFiles(this.design));
    this.pods.mount("client", clientFiles(this.design, hdfs));
  }

  /** Takes the certificate of whoever signed the daemons' own, and the password of their stores. */
  trust(ca: string, password: string): void {
    this.ca = ca;
    this.password = password;
  }

  /** Every pod's full name. */
  get hosts(): string[] {
    return [...this.addresses().keys()];
  }

  async start(): Promise<void> {
    const { zooKeepers, journalNodes } = this.design;
    for (const host of zooKeepers) this.run(host, "zookeeper", script(this, "zookeeper.sh"));
    for (const host of journalNodes) this.run(host, "journalnode", ["hdfs", "journalnode"]);
    for (const host of zooKeepers) {
      await succeeds(() => this.pods.run(podOf(host), script(this, "zookeeper-ready.sh")));
    }
    for (const host of this.design.nameNodes) await this.startNameNode(podOf(host));
    for (const host of this.dataNodes) this.startDataNode(host);
    await eventually(() => this.activeOf(this.nameNodes), 300);
    await this.liveDataNodes(this.dataNodes.length);
  }

  /** As its pod starts it: formatted where it has no metadata, with its failover controller beside it. */
  async startNameNode(pod: string): Promise<void> {
    const host = this.hosts.find((candidate) => podOf(candidate) === pod) ?? pod;
    // Kubernetes runs it again where it fails: the journal nodes may come up later.
    await succeeds(() => this.pods.run(pod, script(this, "format.sh"), { env: this.environmentOf(host) }));
    this.run(host, "namenode", ["hdfs", "namenode"]);
    await eventually(() => this.stateOf(pod), 300);
    this.run(host, "zkfc", script(this, "zkfc.sh"));
  }

  startDataNode(host: string): void {
    this.run(host, "datanode", ["hdfs", "datanode"]);
  }

  /** What a data node's pod runs before it stops. */
  beforeStop(host: string) {
    return this.pods.run(podOf(host), script(this, "decommission.sh"), { env: this.environmentOf(host) });
  }

  async stateOf(pod: string): Promise<unknown> {
    return (await this.beanOf(pod, "NameNodeStatus")).State;
  }

  async activeOf(candidates: readonly string[]): Promise<string | undefined> {
    const states = await Promise.all(candidates.map((pod) => this.stateOf(pod).catch(() => undefined)));
    return candidates[states.indexOf("active")];
  }

  /** What the active name node counts. */
  async counted(figure: string): Promise<unknown> {
    return (await this.beanOf((await this.activeOf(this.nameNodes)) ?? "", "FSNamesystem"))[figure];
  }

  liveDataNodes(count: number): Promise<true> {
    return eventually(async () => (await this.counted("NumLiveDataNodes")) === count || undefined, 300);
  }

  /** A page of a daemon, by HTTPS where the entry asks for it: its name must be in its certificate. */
  page(host: string, port: { http: number; https: number }, path: string): Promise<string> {
    const secure = this.hdfs.tls !== undefined;
    const address = this.pods.addressOf(podOf(host));
    const options = { host: address, port: secure ? port.https : port.http, path, timeout: 5000 };
    return new Promise((resolve, reject) => {
      const request = secure
        ? requestTls({ ...options, ca: this.ca, servername: host, agent: false })
        : requestPlain({ ...options, agent: false });
      request.on("response", (response) => void text(response).then(resolve, reject));
      request.on("timeout", () => request.destroy(new Error(`${host}${path}: no answer`)));
      request.on("error", reject).end();
    });
  }

  private async beanOf(pod: string, bean: string): Promise<Record<string, unknown>> {
    const host = this.design.nameNodes.find((candidate) => podOf(candidate) === pod) ?? pod;
    const answer = await this.page(host, ports.nameNode, `/jmx?qry=Hadoop:service=NameNode,name=${bean}`);
    return (JSON.parse(answer) as { beans: Record<string, unknown>[] }).beans[0] ?? {};
  }

  private run(host: string, container: string, command: string[]): void {
    this.pods.start(podOf(host), container, command, this.environmentOf(host));
  }

  /** The variables that the host's pod sets by itself. */
  private environmentOf(host: string): NodeJS.ProcessEnv {
    const role = rolesOf(this.hdfs, this.design, { state: "", disks: "" }).find(
      ({ name }) => host.split(".")[1] === name,
    );
    const [container] = (role?.pod.containers ?? []) as Container[];
    const set = (container?.env ?? []).map(({ name, value, valueFrom }) => {
      const secret = valueFrom?.secretKeyRef && this.password;
      return [name, value?.replaceAll(`$(${variables.pod})`, podOf(host)) ?? secret] as const;
    });
    return Object.fromEntries(set.filter(([, value]) => value !== undefined));
  }

  private addresses(): Map<string, string> {
    const { nameNodes, journalNodes, zooKeepers, dataNodes } = this.design;
    const others = [...nameNodes, ...journalNodes, ...zooKeepers, "client-0", "kdc-0"];
    const addresses = new Map(others.map((host, index) => [host, `${block}.${index + 1}`]));
    for (const { hosts, replicas, cidr } of dataNodes) {
      const first = Number(/\.(\d+)\//.exec(cidr)?.[1]) + 1;
      hosts.slice(0, replicas).forEach((host, index) => addresses.set(host, `${block}.${first + index}`));
    }
    return addresses;
  }
}

interface Container {
  env?: { name: string; value?: string; valueFrom?: { secretKeyRef?: object } }[];
}

function script({ pods }: Cluster, name: string): string[] {
  return ["bash", `${pods.folder}/conf/${name}`];
}

/** Again until it does, as Kubernetes runs what fails. */
async function succeeds(run: () => Promise<{ status: number | null; stderr: string }>): Promise<void> {
  await eventually(async () => {
    const { status, stderr } = await run();
    if (status !== 0) throw new Error(stderr.slice(-2000));
    return true;
  }, 300);
}
