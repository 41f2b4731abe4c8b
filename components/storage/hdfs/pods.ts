import type * as kubernetes from "@pulumi/kubernetes/types/input";
import type { Hdfs } from "../../../spec/stack";
import { restrictedContainer, restrictedPod } from "../../workloads/restricted";
import { scratch } from "../../workloads/volumes";
import { type DataNodeGroup, type HdfsDesign, keytab, ports, secrets, variables } from "./design";
import { configMapDelay } from "./scripts";

type Container = kubernetes.core.v1.Container;
type PodSpec = kubernetes.core.v1.PodSpec;
type VolumeMount = kubernetes.core.v1.VolumeMount;

/** The ConfigMaps that pods mount, and the claim that they keep state on. */
export const mounted = { configuration: "hadoop", hosts: "hosts", state: "state" } as const;

/** Mark of a pod's role, by which Services, budgets and spreading find it. */
export const roleLabel = "app.kubernetes.io/component";

const folders = { configuration: "/etc/hadoop/conf", hosts: "/etc/hadoop/hosts", state: "/hadoop" } as const;
const stateMount: VolumeMount = { name: mounted.state, mountPath: folders.state };

/** Time to hand over and to close files. */
const stopSeconds = 60;

/** Most that a data node's blocks may take to move away; then it goes, and they are copied from the other replicas. */
const decommissionSeconds = 6 * 3600;

export function nameNodePod(hdfs: Hdfs): PodSpec {
  const memory = `${hdfs.nameNodeMemoryGiB ?? 8}Gi`;
  const web = webPort(hdfs, ports.nameNode);
  return pod(hdfs, "namenode", {
    terminationGracePeriodSeconds: stopSeconds,
    initContainers: [container(hdfs, "format", script("format.sh"), { cpu: "1", memory }, [stateMount])],
    containers: [
      {
        ...container(hdfs, "namenode", ["hdfs", "namenode"], { cpu: "2", memory }, [stateMount]),
        ports: [{ name: "rpc", containerPort: ports.nameNode.rpc }, web.port],
        // A large image takes minutes to load; the port opens when it is.
        startupProbe: { tcpSocket: { port: "rpc" }, periodSeconds: 10, failureThreshold: 180 },
        readinessProbe: { tcpSocket: { port: "rpc" }, periodSeconds: 5 },
        livenessProbe: web.alive,
      },
      {
        ...container(hdfs, "zkfc", script("zkfc.sh"), { cpu: "250m", memory: "1Gi" }, [stateMount]),
        ports: [{ name: "zkfc", containerPort: ports.nameNode.zkfc }],
      },
    ],
  });
}

export function journalNodePod(hdfs: Hdfs): PodSpec {
  const web = webPort(hdfs, ports.journalNode);
  return pod(hdfs, "journalnode", {
    terminationGracePeriodSeconds: stopSeconds,
    containers: [
      {
        ...container(hdfs, "journalnode", ["hdfs", "journalnode"], { cpu: "500m", memory: "2Gi" }, [stateMount]),
        ports: [{ name: "rpc", containerPort: ports.journalNode.rpc }, web.port],
        readinessProbe: { tcpSocket: { port: "rpc" }, periodSeconds: 5 },
        livenessProbe: web.alive,
      },
    ],
  });
}

/** ZooKeeper's server comes with Hadoop: one image, one pin. */
export function zooKeeperPod(hdfs: Hdfs): PodSpec {
  return pod(hdfs, "zookeeper", {
    terminationGracePeriodSeconds: stopSeconds,
    containers: [
      {
        ...container(hdfs, "zookeeper", script("zookeeper.sh"), { cpu: "500m", memory: "1Gi" }, [stateMount]),
        ports: Object.entries(ports.zooKeeper).map(([name, containerPort]) => ({ name, containerPort })),
        readinessProbe: { exec: { command: script("zookeeper-ready.sh") }, periodSeconds: 10, timeoutSeconds: 5 },
        livenessProbe: { tcpSocket: { port: "client" }, initialDelaySeconds: 30, periodSeconds: 20 },
      },
    ],
  });
}

export function dataNodePod(hdfs: Hdfs, { nameservice, disks }: HdfsDesign, group: DataNodeGroup): PodSpec {
  const web = webPort(hdfs, ports.dataNode);
  const diskMounts = diskNames(disks).map((name) => ({ name, mountPath: `${folders.state}/${name}` }));
  const host = `$(${variables.pod}).${group.name}.${nameservice}.svc.cluster.local`;
  const daemon = container(hdfs, "datanode", ["hdfs", "datanode"], { cpu: "2", memory: "8Gi" }, diskMounts, [
    { name: variables.host, value: host },
    configMapDelay,
    ...callerOf(hdfs, host),
  ]);
  return pod(hdfs, group.name, {
    nodeSelector: { ...poolSelector(hdfs), "topology.k8s.aws/zone-id": group.zone },
    terminationGracePeriodSeconds: decommissionSeconds,
    containers: [
      {
        ...daemon,
        ports: [
          { name: "data", containerPort: ports.dataNode.data },
          { name: "ipc", containerPort: ports.dataNode.ipc },
          web.port,
        ],
        lifecycle: { preStop: { exec: { command: script("decommission.sh") } } },
        readinessProbe: { tcpSocket: { port: "data" }, periodSeconds: 5 },
        livenessProbe: web.alive,
      },
    ],
  });
}

/** A claim a disk: what fails, fails alone. */
export function diskNames(disks: number): string[] {
  return Array.from({ length: disks }, (_, disk) => `disk-${disk}`);
}

/** `restricted`, on the pool's nodes, no two of a role on one node and each role over the pool's zones. */
function pod(hdfs: Hdfs, role: string, spec: Partial<PodSpec> & Pick<PodSpec, "containers">): PodSpec {
  return {
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: restrictedPod,
    nodeSelector: poolSelector(hdfs),
    topologySpreadConstraints: ["kubernetes.io/hostname", "topology.kubernetes.io/zone"].map((topologyKey) => ({
      topologyKey,
      maxSkew: 1,
      whenUnsatisfiable: "DoNotSchedule",
      labelSelector: { matchLabels: { [roleLabel]: role } },
    })),
    volumes: [
      { name: mounted.configuration, configMap: { name: mounted.configuration, defaultMode: 0o555 } },
      { name: mounted.hosts, configMap: { name: mounted.hosts } },
      scratch.volume,
      ...secretsOf(hdfs).map(({ name, secretName }) => ({ name, secret: { secretName, defaultMode: 0o440 } })),
    ],
    ...spec,
  };
}

function container(
  hdfs: Hdfs,
  name: string,
  command: string[],
  resources: { cpu: string; memory: string },
  mounts: VolumeMount[],
  env: kubernetes.core.v1.EnvVar[] = [],
): Container {
  return {
    name,
    image: hdfs.image,
    command,
    env: [...commonEnv(hdfs), ...env, scratch.env],
    // Memory is the heap's and its own: more than its request would take it from a neighbour.
    resources: { requests: resources, limits: { memory: resources.memory } },
    securityContext: restrictedContainer,
    volumeMounts: [
      { name: mounted.configuration, mountPath: folders.configuration },
      { name: mounted.hosts, mountPath: folders.hosts },
      scratch.mount,
      ...secretsOf(hdfs).map(({ name, mountPath }) => ({ name, mountPath, readOnly: true })),
      ...mounts,
    ],
  };
}

function commonEnv({ tls, kerberos }: Hdfs): kubernetes.core.v1.EnvVar[] {
  const field = (name: string, fieldPath: string) => ({ name, valueFrom: { fieldRef: { fieldPath } } });
  const realm = kerberos ? [`-Djava.security.krb5.conf=${secrets.kerberos}/krb5.conf`] : [];
  return [
    field(variables.pod, "metadata.name"),
    field(variables.address, "status.podIP"),
    { name: variables.volume, value: folders.state },
    { name: variables.configuration, value: folders.configuration },
    { name: variables.hosts, value: folders.hosts },
    { name: "HADOOP_LOG_DIR", value: "/tmp/logs" },
    { name: "HADOOP_OPTS", value: ["-XX:MaxRAMPercentage=70", ...realm].join(" ") },
    ...(tls ? [{ name: "KEYSTORE_PASSWORD", valueFrom: { secretKeyRef: { name: tls.secret, key: "password" } } }] : []),
  ];
}

/** Whom `hdfs dfsadmin` calls as, before the node stops; the daemon itself is told by hdfs-site.xml. */
function callerOf({ kerberos }: Hdfs, host: string): kubernetes.core.v1.EnvVar[] {
  if (!kerberos) return [];
  return [
    { name: "KRB5PRINCIPAL", value: `hdfs/${host}@${kerberos.realm}` },
    { name: "KRB5KEYTAB", value: `${secrets.kerberos}/${keytab}` },
  ];
}

function secretsOf({ tls, kerberos }: Hdfs) {
  return [
    ...(tls ? [{ name: "tls", secretName: tls.secret, mountPath: secrets.tls }] : []),
    ...(kerberos ? [{ name: "kerberos", secretName: kerberos.secret, mountPath: secrets.kerberos }] : []),
  ];
}

/** The port that a daemon answers HTTP on, which says whether it is alive and carries its metrics. */
function webPort({ tls }: Hdfs, { http, https }: { http: number; https: number }) {
  const name = tls ? "https" : "http";
  const httpGet = { path: "/jmx?qry=java.lang:type=Runtime", port: name, scheme: name.toUpperCase() };
  return {
    port: { name, containerPort: tls ? https : http },
    alive: { httpGet, initialDelaySeconds: 60, periodSeconds: 20, timeoutSeconds: 10, failureThreshold: 6 },
  };
}

function poolSelector({ pool }: Hdfs): Record<string, string> {
  return { "aidc.dev/pool": pool };
}

function script(name: string): string[] {
  return ["bash", `${folders.configuration}/${name}`];
}
