import { hadoopXml } from "../hadoop/configuration";
import { type HdfsDesign, ports } from "./design";
import { scripts } from "./scripts";
import { clientCoreSite, clientHdfsSite, coreSite, hdfsSite, type Security, sslClient, sslServer } from "./sites";

/** Contents by file name, as a ConfigMap takes them. */
export type Files = Record<string, string>;

/** Everything that the daemons read at their start. A change restarts them, one after the other. */
export function daemonFiles(design: HdfsDesign, security: Security): Files {
  return {
    "core-site.xml": hadoopXml(coreSite(design, security)),
    "hdfs-site.xml": hadoopXml(hdfsSite(design, security)),
    ...(security.tls && { "ssl-server.xml": hadoopXml(sslServer), "ssl-client.xml": hadoopXml(sslClient) }),
    zones: lines(design.dataNodes.map(({ cidr, zone }) => `${cidr} ${zone}`)),
    "zoo.cfg": zooConfiguration(design),
    "log4j.properties": logging,
    ...scripts,
  };
}

/** What changes while the daemons run: the name nodes read it again when a data node that leaves asks them to. */
export function hostFiles({ dataNodes }: HdfsDesign): Files {
  const leaving = dataNodes.flatMap(({ hosts, replicas }) => hosts.slice(replicas));
  return { exclude: lines(leaving) };
}

/** What a client of the cluster reads. */
export function clientFiles(design: HdfsDesign, security: Security): Files {
  return {
    "core-site.xml": hadoopXml(clientCoreSite(design, security)),
    "hdfs-site.xml": hadoopXml(clientHdfsSite(design, security)),
  };
}

/** `zoo.cfg` but for what differs by server, which `zookeeper.sh` adds. */
function zooConfiguration({ zooKeepers }: HdfsDesign): string {
  const { client, quorum, election } = ports.zooKeeper;
  return lines([
    "tickTime=2000",
    "initLimit=10",
    "syncLimit=5",
    `clientPort=${client}`,
    "autopurge.snapRetainCount=3",
    "autopurge.purgeInterval=24",
    "4lw.commands.whitelist=ruok,srvr",
    "admin.enableServer=false",
    // A pod's name may be known some seconds after its server: try until it is.
    "electionPortBindRetry=0",
    ...zooKeepers.map((host, index) => `server.${index + 1}=${host}:${quorum}:${election}`),
  ]);
}

/** To the pod's own log, audit records among the rest. */
const logging = lines([
  "log4j.rootLogger=INFO,console",
  "log4j.appender.console=org.apache.log4j.ConsoleAppender",
  "log4j.appender.console.target=System.err",
  "log4j.appender.console.layout=org.apache.log4j.PatternLayout",
  "log4j.appender.console.layout.ConversionPattern=%d{ISO8601} %p %c{2}: %m%n",
  "log4j.logger.org.apache.hadoop.hdfs.server.namenode.FSNamesystem.audit=INFO",
]);

function lines(all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join("");
}
