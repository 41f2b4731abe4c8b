import type { Hdfs } from "../../../spec/stack";
import type { Properties } from "../hadoop/configuration";
import { type HdfsDesign, keytab, podOf, ports, secrets, variables } from "./design";

// Source of every name and default: Hadoop 3.5.0's core-default.xml and hdfs-default.xml. `${env.…}` is Hadoop's own way to
// read a variable of the pod.

/** What an entry says of how its daemons and clients prove who they are. */
export type Security = Pick<Hdfs, "tls" | "kerberos">;

const env = (variable: string) => `\${env.${variable}}`;
const address = env(variables.address);

/** `core-site.xml` of the daemons. */
export function coreSite(design: HdfsDesign, security: Security): Properties {
  return {
    ...clientCoreSite(design, security),
    "ha.zookeeper.quorum": design.zooKeepers.map((host) => `${host}:${ports.zooKeeper.client}`).join(","),
    // An active name node that is silent for this long is replaced.
    "ha.zookeeper.session-timeout.ms": "10000",
    "hadoop.tmp.dir": "/tmp/hadoop",
    "hadoop.prometheus.endpoint.enabled": "true",
    "net.topology.script.file.name": `${env(variables.configuration)}/rack.sh`,
  };
}

/** `hdfs-site.xml` of the daemons: one file for all of them, so that no two can disagree. */
export function hdfsSite(design: HdfsDesign, security: Security): Properties {
  const journal = design.journalNodes.map((host) => `${host}:${ports.journalNode.rpc}`).join(";");
  return {
    ...clientHdfsSite(design, security),
    ...nameNodeSite,
    "dfs.namenode.shared.edits.dir": `qjournal://${journal}/${design.nameservice}`,
    ...failover,
    ...journalNodeSite,
    ...dataNodeSite(design.disks),
    "dfs.block.access.token.enable": "true",
    ...(security.tls ? { "dfs.http.policy": "HTTPS_ONLY" } : {}),
    ...(security.kerberos ? kerberosSite(security.kerberos.realm) : {}),
  };
}

/** What a client needs of `core-site.xml`. */
export function clientCoreSite({ nameservice }: HdfsDesign, { kerberos }: Security): Properties {
  return {
    "fs.defaultFS": `hdfs://${nameservice}`,
    "fs.permissions.umask-mode": "027",
    // A node that vanished answers nothing, not even a refusal: the default waits 20 s for it, twice.
    "ipc.client.connect.timeout": "5000",
    ...(kerberos && {
      "hadoop.security.authentication": "kerberos",
      "hadoop.security.authorization": "true",
      "hadoop.rpc.protection": "privacy",
    }),
  };
}

/** What a client needs of `hdfs-site.xml`: where the name nodes are, how to find the active one, how data travels. */
export function clientHdfsSite({ nameservice, nameNodes }: HdfsDesign, { kerberos }: Security): Properties {
  const each = (property: string, port: number) =>
    nameNodes.map((host): [string, string] => [`${property}.${nameservice}.${podOf(host)}`, `${host}:${port}`]);
  return {
    "dfs.nameservices": nameservice,
    [`dfs.ha.namenodes.${nameservice}`]: nameNodes.map(podOf).join(","),
    ...Object.fromEntries([
      ...each("dfs.namenode.rpc-address", ports.nameNode.rpc),
      ...each("dfs.namenode.http-address", ports.nameNode.http),
      ...each("dfs.namenode.https-address", ports.nameNode.https),
    ]),
    [`dfs.client.failover.proxy.provider.${nameservice}`]:
      "org.apache.hadoop.hdfs.server.namenode.ha.ConfiguredFailoverProxyProvider",
    "dfs.replication": "3",
    "dfs.encrypt.data.transfer": "true",
    "dfs.encrypt.data.transfer.cipher.suites": "AES/CTR/NoPadding",
    ...(kerberos && {
      "dfs.data.transfer.protection": "privacy",
      "dfs.namenode.kerberos.principal": `hdfs/_HOST@${kerberos.realm}`,
    }),
  };
}

const nameNodeSite: Properties = {
  // A name node is called as its pod is.
  "dfs.ha.namenode.id": env(variables.pod),
  "dfs.namenode.rpc-bind-host": address,
  "dfs.namenode.http-bind-host": address,
  "dfs.namenode.https-bind-host": address,
  "dfs.namenode.name.dir": `file://${env(variables.volume)}/name`,
  "dfs.namenode.handler.count": "64",
  // Pods have no reverse names that outlive them: a data node says itself what it is called.
  "dfs.namenode.datanode.registration.ip-hostname-check": "false",
  "dfs.namenode.avoid.read.stale.datanode": "true",
  "dfs.namenode.avoid.write.stale.datanode": "true",
  "dfs.hosts.exclude": `${env(variables.hosts)}/exclude`,
};

/** The journal takes edits of one writer only, so the loser of an election can do no harm and needs no shooting. */
const failover: Properties = {
  "dfs.ha.automatic-failover.enabled": "true",
  "dfs.ha.fencing.methods": "shell(/bin/true)",
};

const journalNodeSite: Properties = {
  "dfs.journalnode.rpc-address": `${address}:${ports.journalNode.rpc}`,
  "dfs.journalnode.http-address": `${address}:${ports.journalNode.http}`,
  "dfs.journalnode.https-address": `${address}:${ports.journalNode.https}`,
  "dfs.journalnode.edits.dir": `${env(variables.volume)}/journal`,
  // One that lost its volume takes the journal from the others.
  "dfs.journalnode.enable.sync.format": "true",
};

function dataNodeSite(disks: number): Properties {
  const folders = Array.from({ length: disks }, (_, disk) => `[DISK]file://${env(variables.volume)}/disk-${disk}/dfs`);
  return {
    "dfs.datanode.hostname": env(variables.host),
    "dfs.datanode.address": `${address}:${ports.dataNode.data}`,
    "dfs.datanode.ipc.address": `${address}:${ports.dataNode.ipc}`,
    "dfs.datanode.http.address": `${address}:${ports.dataNode.http}`,
    "dfs.datanode.https.address": `${address}:${ports.dataNode.https}`,
    "dfs.datanode.data.dir": folders.join(","),
    "dfs.datanode.failed.volumes.tolerated": String(Math.max(0, Math.floor((disks - 1) / 2))),
    "dfs.datanode.du.reserved.pct": "5",
    "dfs.datanode.max.transfer.threads": "8192",
  };
}

/** One keytab with every pod's `hdfs/` and `HTTP/` principal. */
function kerberosSite(realm: string): Properties {
  const keys = `${secrets.kerberos}/${keytab}`;
  const daemons = ["namenode", "journalnode", "datanode"].flatMap((daemon): [string, string][] => [
    [`dfs.${daemon}.kerberos.principal`, `hdfs/_HOST@${realm}`],
    [`dfs.${daemon}.keytab.file`, keys],
  ]);
  return {
    ...Object.fromEntries(daemons),
    "dfs.journalnode.kerberos.internal.spnego.principal": `HTTP/_HOST@${realm}`,
    "dfs.web.authentication.kerberos.principal": `HTTP/_HOST@${realm}`,
    "dfs.web.authentication.kerberos.keytab": keys,
  };
}

const password = env("KEYSTORE_PASSWORD");

/** `ssl-server.xml`, over a Secret as cert-manager writes it: PKCS #12 stores under one password. */
export const sslServer: Properties = {
  "ssl.server.keystore.type": "PKCS12",
  "ssl.server.keystore.location": `${secrets.tls}/keystore.p12`,
  "ssl.server.keystore.password": password,
  "ssl.server.keystore.keypassword": password,
  "ssl.server.truststore.type": "PKCS12",
  "ssl.server.truststore.location": `${secrets.tls}/truststore.p12`,
  "ssl.server.truststore.password": password,
};

/** `ssl-client.xml`: name nodes fetch images and edits from each other and from journal nodes. */
export const sslClient: Properties = {
  "ssl.client.truststore.type": "PKCS12",
  "ssl.client.truststore.location": `${secrets.tls}/truststore.p12`,
  "ssl.client.truststore.password": password,
};
