import * as pulumi from "@pulumi/pulumi";
import { findInstanceType, type InstanceType } from "../../../catalog/instanceTypes";
import { hdfsZones } from "../../../spec/hdfs";
import { mostNodes } from "../../../spec/quota";
import type { Hdfs, Pool } from "../../../spec/stack";
import { addressPlan } from "../../network/addressPlan";

/** What an entry, its pool and the network's zones decide. Host names are the pods' own, as the headless Services give them. */
export interface HdfsDesign {
  /** The namespace that it has to itself, and the nameservice of `hdfs://NAME/`. A rename in the stack file keeps it. */
  nameservice: string;
  /** Two: one is active, the other follows the journal. */
  nameNodes: string[];
  /** Three each: a majority outlives the loss of one. */
  journalNodes: string[];
  zooKeepers: string[];
  /** A group a zone. */
  dataNodes: DataNodeGroup[];
  /** Disks of each data node. */
  disks: number;
  /** What to ask of each disk, GiB: less than it has, since the file system takes some. */
  diskGiB: number;
}

/** The data nodes of one zone, which is their rack. */
export interface DataNodeGroup {
  /** The StatefulSet's and its Service's. */
  name: string;
  zone: string;
  /** Range of the zone's pods: an address tells the rack. */
  cidr: string;
  replicas: number;
  /** By ordinal, as many as the pool could ever carry: those past `replicas` are decommissioned. */
  hosts: string[];
}

/** Share of a disk that may be asked for: formatted, none has all that EC2 states. */
const usableShare = 0.95;

/**
 * Lays an entry out over zones.
 *
 * @param podCidrs Range of the pods in each zone that the pool spans, by zone id: its subnet's.
 */
export function designHdfs(
  hdfs: Hdfs,
  pool: Pick<Pool, "nodes">,
  type: InstanceType,
  podCidrs: Record<string, string>,
): HdfsDesign {
  const nameservice = hdfs.formerly?.[0] ?? hdfs.name;
  const local = type.localNvme ?? type.localHdd ?? { disks: 0, totalGB: 0 };
  const hosts = (role: string, count: number) =>
    Array.from({ length: count }, (_, ordinal) => `${role}-${ordinal}.${role}.${nameservice}.svc.cluster.local`);
  const zones = Object.entries(podCidrs).sort(([a], [b]) => (a < b ? -1 : 1));
  const most = mostNodes(pool.nodes);
  return {
    nameservice,
    nameNodes: hosts("namenode", 2),
    journalNodes: hosts("journalnode", 3),
    zooKeepers: hosts("zookeeper", 3),
    dataNodes: zones.map(([zone, cidr], index) => {
      const name = `datanode-${zone}`;
      const replicas = Math.floor(hdfs.dataNodes / zones.length) + (index < hdfs.dataNodes % zones.length ? 1 : 0);
      return { name, zone, cidr, replicas, hosts: hosts(name, most) };
    }),
    disks: local.disks,
    diskGiB: local.disks === 0 ? 0 : Math.floor(((local.totalGB * 1e9) / local.disks / 2 ** 30) * usableShare),
  };
}

/**
 * The same of a stack file's entry, in a VPC that is divided by `addressPlan`.
 *
 * @throws pulumi.RunError where there is no such pool.
 */
export function hdfsDesignOf(
  hdfs: Hdfs,
  pools: readonly Pool[],
  network: { cidr: string; zones: string[] },
): HdfsDesign {
  const pool = pools.find(({ name }) => name === hdfs.pool);
  const type = pool && findInstanceType(pool.instanceType);
  if (!type) throw new pulumi.RunError(`HDFS ${hdfs.name}: there is no pool ${hdfs.pool} of a known type`);
  const plan = addressPlan(network.cidr, hdfsZones(hdfs, pool, network.zones));
  const podCidrs = Object.fromEntries(Object.entries(plan).map(([zone, addresses]) => [zone, addresses.private]));
  return designHdfs(hdfs, pool, type, podCidrs);
}

/** Variables of every pod: what is rendered reads them, and says nothing of the machine that it runs on. */
export const variables = {
  pod: "POD_NAME",
  /** The pod's own address. */
  address: "POD_IP",
  /** A data node's name to the others. */
  host: "HDFS_HOST",
  /** Folder of the volume that a daemon keeps its state on. */
  volume: "HDFS_VOLUME",
  /** Folder of the rendered configuration. */
  configuration: "HADOOP_CONF_DIR",
  /** Folder of what changes while the daemons run. */
  hosts: "HDFS_HOSTS",
} as const;

/** Where pods mount the Secrets that an entry may name. */
export const secrets = { tls: "/etc/hadoop/tls", kerberos: "/etc/hadoop/kerberos" } as const;

/** The file of every pod's keys, in the Kerberos Secret. */
export const keytab = "hdfs.keytab";

/** Hadoop 3.5.0's own defaults, and ZooKeeper's. */
export const ports = {
  nameNode: { rpc: 8020, http: 9870, https: 9871, zkfc: 8019 },
  dataNode: { data: 9866, ipc: 9867, http: 9864, https: 9865 },
  journalNode: { rpc: 8485, http: 8480, https: 8481 },
  zooKeeper: { client: 2181, quorum: 2888, election: 3888 },
} as const;

/** Name of the pod that a host name belongs to. */
export function podOf(host: string): string {
  return host.split(".")[0] ?? host;
}
