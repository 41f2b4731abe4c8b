import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findInstanceType } from "../../../catalog/instanceTypes";
import { designHdfs } from "../../../components/storage/hdfs/design";
import { clientFiles, daemonFiles, hostFiles } from "../../../components/storage/hdfs/files";
import { HdfsCluster } from "../../../components/storage/hdfs/hdfsCluster";
import { networkPolicies } from "../../../components/storage/hdfs/networkPolicies";
import { clientCoreSite, clientHdfsSite, coreSite, hdfsSite } from "../../../components/storage/hdfs/sites";
import { LocalVolumes } from "../../../components/storage/localVolumes";
import type { Hdfs } from "../../../spec/stack";
import { find, names, register } from "../harness";

const image = `registry.example.com/hadoop@sha256:${"a".repeat(64)}`;
const lake: Hdfs = { name: "lake", pool: "nvme", image, dataNodes: 4 };
const zones = { "use1-az6": "10.16.160.0/20", "use1-az4": "10.16.96.0/20", "use1-az5": "10.16.128.0/20" };
const type = findInstanceType("i4i.16xlarge");
if (!type) throw new Error("the catalogue has no i4i.16xlarge");
const design = designHdfs(lake, { nodes: { min: 4, max: 6 } }, type, zones);
const secure: Hdfs = {
  ...lake,
  tls: { secret: "lake-tls" },
  kerberos: { realm: "EXAMPLE.COM", secret: "lake-keytabs", kdcCidr: "10.0.0.10/32" },
};

describe("the layout", () => {
  test("spreads data nodes over zones, by zone id, and asks for each disk a little less than it has", () => {
    expect(design.dataNodes.map(({ name, replicas }) => [name, replicas])).toEqual([
      ["datanode-use1-az4", 2],
      ["datanode-use1-az5", 1],
      ["datanode-use1-az6", 1],
    ]);
    expect(design.nameNodes).toEqual([
      "namenode-0.namenode.lake.svc.cluster.local",
      "namenode-1.namenode.lake.svc.cluster.local",
    ]);
    // 15,000 GB on four disks; a disk of 3,750 GB is 3,492 GiB.
    expect(design).toMatchObject({ disks: 4, diskGiB: 3317 });
  });

  test("keeps the namespace of a cluster that was renamed", () => {
    const renamed = designHdfs({ ...lake, name: "pond", formerly: ["lake"] }, { nodes: 6 }, type, zones);
    expect(renamed.nameservice).toBe("lake");
    expect(renamed.nameNodes).toEqual(design.nameNodes);
  });

  test("counts every data node once, whatever the zones, and names for leaving exactly those past the count", () => {
    const zoneLists = fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 60 }), fc.nat({ max: 40 }), zoneLists, (dataNodes, spare, ids) => {
        const most = dataNodes + spare;
        const made = designHdfs(
          { ...lake, dataNodes },
          { nodes: most },
          type,
          Object.fromEntries(ids.map((id) => [`use1-az${id}`, `10.16.${(id - 1) * 32}.0/20`])),
        );
        const counts = made.dataNodes.map(({ replicas }) => replicas);
        expect(counts.reduce((sum, count) => sum + count)).toBe(dataNodes);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
        const leaving = (hostFiles(made).exclude ?? "").split("\n").filter(Boolean);
        expect(leaving).toHaveLength(most * ids.length - dataNodes);
        for (const { name, replicas } of made.dataNodes) {
          expect(leaving.some((host) => host.startsWith(`${name}-${replicas - 1}.`))).toBe(false);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe("the rendered configuration", () => {
  test("finds the active name node, keeps the journal on three nodes and fails over by itself", () => {
    expect(coreSite(design, lake)).toMatchObject({
      "fs.defaultFS": "hdfs://lake",
      "ha.zookeeper.quorum":
        "zookeeper-0.zookeeper.lake.svc.cluster.local:2181,zookeeper-1.zookeeper.lake.svc.cluster.local:2181,zookeeper-2.zookeeper.lake.svc.cluster.local:2181",
      "hadoop.prometheus.endpoint.enabled": "true",
      "net.topology.script.file.name": "${env.HADOOP_CONF_DIR}/rack.sh",
    });
    expect(hdfsSite(design, lake)).toMatchObject({
      "dfs.nameservices": "lake",
      "dfs.ha.namenodes.lake": "namenode-0,namenode-1",
      "dfs.namenode.rpc-address.lake.namenode-1": "namenode-1.namenode.lake.svc.cluster.local:8020",
      "dfs.namenode.shared.edits.dir":
        "qjournal://journalnode-0.journalnode.lake.svc.cluster.local:8485;journalnode-1.journalnode.lake.svc.cluster.local:8485;journalnode-2.journalnode.lake.svc.cluster.local:8485/lake",
      "dfs.ha.automatic-failover.enabled": "true",
      "dfs.datanode.data.dir":
        "[DISK]file://${env.HDFS_VOLUME}/disk-0/dfs,[DISK]file://${env.HDFS_VOLUME}/disk-1/dfs,[DISK]file://${env.HDFS_VOLUME}/disk-2/dfs,[DISK]file://${env.HDFS_VOLUME}/disk-3/dfs",
      "dfs.datanode.failed.volumes.tolerated": "1",
      "dfs.encrypt.data.transfer": "true",
      "dfs.hosts.exclude": "${env.HDFS_HOSTS}/exclude",
    });
  });

  test("makes each zone a rack, which an address tells", () => {
    const { "rack.sh": rack = "", zones: ranges = "" } = daemonFiles(design, lake);
    expect(ranges).toBe("10.16.96.0/20 use1-az4\n10.16.128.0/20 use1-az5\n10.16.160.0/20 use1-az6\n");
    const folder = mkdtempSync(join(tmpdir(), "aidc-rack-"));
    writeFileSync(join(folder, "zones"), ranges);
    const addresses = ["10.16.96.1", "10.16.111.255", "10.16.112.0", "10.16.130.7", "10.16.160.0", "192.168.0.1"];
    const racks = execFileSync("bash", ["-c", rack, "rack.sh", ...addresses], {
      encoding: "utf8",
      env: { PATH: process.env.PATH, HADOOP_CONF_DIR: folder },
    });
    rmSync(folder, { recursive: true });
    const none = "/default-rack";
    expect(racks.split("\n")).toEqual(["/use1-az4", "/use1-az4", none, "/use1-az5", "/use1-az6", none, ""]);
  });

  test("tells clients what they need and nothing of the daemons' disks", () => {
    expect(Object.keys(clientFiles(design, lake))).toEqual(["core-site.xml", "hdfs-site.xml"]);
    expect({ ...clientCoreSite(design, lake), ...clientHdfsSite(design, lake) }).toEqual({
      "fs.defaultFS": "hdfs://lake",
      "fs.permissions.umask-mode": "027",
      "ipc.client.connect.timeout": "5000",
      "dfs.nameservices": "lake",
      "dfs.ha.namenodes.lake": "namenode-0,namenode-1",
      "dfs.namenode.rpc-address.lake.namenode-0": "namenode-0.namenode.lake.svc.cluster.local:8020",
      "dfs.namenode.rpc-address.lake.namenode-1": "namenode-1.namenode.lake.svc.cluster.local:8020",
      "dfs.namenode.http-address.lake.namenode-0": "namenode-0.namenode.lake.svc.cluster.local:9870",
      "dfs.namenode.http-address.lake.namenode-1": "namenode-1.namenode.lake.svc.cluster.local:9870",
      "dfs.namenode.https-address.lake.namenode-0": "namenode-0.namenode.lake.svc.cluster.local:9871",
      "dfs.namenode.https-address.lake.namenode-1": "namenode-1.namenode.lake.svc.cluster.local:9871",
      "dfs.client.failover.proxy.provider.lake":
        "org.apache.hadoop.hdfs.server.namenode.ha.ConfiguredFailoverProxyProvider",
      "dfs.replication": "3",
      "dfs.encrypt.data.transfer": "true",
      "dfs.encrypt.data.transfer.cipher.suites": "AES/CTR/NoPadding",
    });
  });

  test("of a Kerberos realm lets nobody in unknown, encrypts calls and serves HTTPS alone", () => {
    expect({ ...coreSite(design, secure), ...hdfsSite(design, secure) }).toMatchObject({
      "hadoop.security.authentication": "kerberos",
      "hadoop.security.authorization": "true",
      "hadoop.rpc.protection": "privacy",
      "dfs.data.transfer.protection": "privacy",
      "dfs.http.policy": "HTTPS_ONLY",
      "dfs.datanode.kerberos.principal": "hdfs/_HOST@EXAMPLE.COM",
      "dfs.journalnode.keytab.file": "/etc/hadoop/kerberos/hdfs.keytab",
    });
    expect(daemonFiles(design, secure)["ssl-server.xml"]).toContain("<value>${env.KEYSTORE_PASSWORD}</value>");
  });
});

describe("the network policies", () => {
  test("open nothing to the outside where nothing is declared", () => {
    expect(Object.keys(networkPolicies(lake, "lake", "10.16.0.0/16"))).toEqual([
      "default-deny",
      "same-namespace",
      "names",
    ]);
  });

  test("let clients' namespaces reach what clients speak, and the collector the pages", () => {
    const policies = networkPolicies({ ...secure, clients: ["research"], metrics: true }, "lake", "10.16.0.0/16");
    expect(policies.clients?.spec).toMatchObject({
      ingress: [
        {
          from: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "research" } } }],
          ports: [{ port: 8020 }, { port: 9866 }, { port: 9867 }],
        },
      ],
    });
    expect(policies.metrics?.spec).toMatchObject({
      ingress: [
        { from: [{ ipBlock: { cidr: "10.16.0.0/16" } }], ports: [{ port: 9871 }, { port: 8481 }, { port: 9865 }] },
      ],
    });
    expect(policies.kerberos?.spec).toMatchObject({ egress: [{ to: [{ ipBlock: { cidr: "10.0.0.10/32" } }] }] });
  });
});

const statefulSet = "kubernetes:apps/v1:StatefulSet";

const made = (hdfs: Hdfs, protect?: boolean) =>
  register((opts) => {
    const kubernetes = new KubernetesProvider("kubernetes", {}, opts);
    const args = { hdfs, design, vpcCidr: "10.16.0.0/16", kubernetesVersion: "1.35", kubernetes, protect };
    new HdfsCluster("ai-lake", args, opts);
  });

describe("HdfsCluster", () => {
  test("makes every daemon a StatefulSet with a headless service and a budget of one", async () => {
    const registered = await made(lake);
    const dataNodes = design.dataNodes.map(({ name }) => name);
    const roles = [...dataNodes, "journalnode", "namenode", "zookeeper"];
    expect(names(registered, statefulSet)).toEqual(roles.map((role) => `ai-lake-${role}`));
    for (const role of roles) {
      expect(find(registered, "kubernetes:core/v1:Service", `ai-lake-${role}`).inputs.spec).toMatchObject({
        clusterIP: "None",
        publishNotReadyAddresses: true,
      });
      expect(find(registered, "kubernetes:policy/v1:PodDisruptionBudget", `ai-lake-${role}`).inputs.spec).toMatchObject(
        { maxUnavailable: 1 },
      );
    }
    expect(find(registered, "kubernetes:core/v1:Namespace", "ai-lake-namespace")).toMatchObject({
      protect: true,
      retainOnDelete: true,
      inputs: { metadata: { name: "lake", labels: { "pod-security.kubernetes.io/enforce": "restricted" } } },
    });
  });

  test("puts data nodes on their zone's local disks, one a node, and moves their blocks before they stop", async () => {
    const { spec } = find(await made(lake), statefulSet, "ai-lake-datanode-use1-az4").inputs;
    expect(spec).toMatchObject({
      replicas: 2,
      persistentVolumeClaimRetentionPolicy: { whenDeleted: "Retain", whenScaled: "Delete" },
      volumeClaimTemplates: [0, 1, 2, 3].map((disk) => ({
        metadata: { name: `disk-${disk}` },
        spec: { storageClassName: "local-nvme", resources: { requests: { storage: "3317Gi" } } },
      })),
      template: {
        spec: {
          nodeSelector: { "aidc.dev/pool": "nvme", "topology.k8s.aws/zone-id": "use1-az4" },
          terminationGracePeriodSeconds: 21600,
          topologySpreadConstraints: [{ topologyKey: "kubernetes.io/hostname" }, {}],
          containers: [
            {
              image,
              command: ["hdfs", "datanode"],
              lifecycle: { preStop: { exec: { command: ["bash", "/etc/hadoop/conf/decommission.sh"] } } },
            },
          ],
        },
      },
    });
  });

  test("starts the second name node when the first serves, each with its failover controller", async () => {
    const { spec } = find(await made(lake), statefulSet, "ai-lake-namenode").inputs;
    expect(spec).toMatchObject({
      replicas: 2,
      podManagementPolicy: "OrderedReady",
      template: {
        spec: { initContainers: [{ name: "format" }], containers: [{ name: "namenode" }, { name: "zkfc" }] },
      },
    });
  });

  test("restarts pods for another configuration, and not for a data node that leaves", async () => {
    const hash = async (hdfs: Hdfs, laidOut = design) => {
      const registered = await register((opts) => {
        const kubernetes = new KubernetesProvider("kubernetes", {}, opts);
        const args = { hdfs, design: laidOut, vpcCidr: "10.16.0.0/16", kubernetesVersion: "1.35", kubernetes };
        new HdfsCluster("ai-lake", args, opts);
      });
      const { spec } = find(registered, statefulSet, "ai-lake-namenode").inputs as unknown as Inputs;
      return spec.template.metadata.annotations["aidc.dev/configuration"];
    };
    const smaller = designHdfs({ ...lake, dataNodes: 3 }, { nodes: { min: 4, max: 6 } }, type, zones);
    expect(await hash(lake, smaller)).toBe(await hash(lake));
    expect(await hash(secure)).not.toBe(await hash(lake));
  });

  test("gives each client namespace its configuration", async () => {
    const registered = await made({ ...lake, clients: ["research"] });
    const { metadata, data } = find(registered, "kubernetes:core/v1:ConfigMap", "ai-lake-research-hdfs-lake").inputs;
    expect(metadata).toEqual({ name: "hdfs-lake", namespace: "research" });
    expect(data).toEqual(clientFiles(design, lake));
  });
});

interface Inputs {
  spec: { template: { metadata: { annotations: Record<string, string> } } };
}

test("LocalVolumes offers the pools' disks as a class, and forgets those of nodes that are gone", async () => {
  const registered = await register((opts) => {
    const kubernetes = new KubernetesProvider("kubernetes", {}, opts);
    new LocalVolumes("ai", { pools: ["nvme"], kubernetes }, opts);
  });
  expect(find(registered, "kubernetes:storage.k8s.io/v1:StorageClass", "ai-local-nvme").inputs).toMatchObject({
    metadata: { name: "local-nvme" },
    provisioner: "kubernetes.io/no-provisioner",
    volumeBindingMode: "WaitForFirstConsumer",
  });
  expect(find(registered, "kubernetes:helm.sh/v3:Release", "ai-local-static-provisioner").inputs.values).toMatchObject({
    classes: [{ name: "local-nvme", hostDir: "/mnt/k8s-disks" }],
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: [{ key: "aidc.dev/pool", values: ["nvme"] }] }],
        },
      },
    },
  });
  const cleanup = find(registered, "kubernetes:apps/v1:Deployment", "ai-local-volume-node-cleanup").inputs;
  expect(JSON.stringify(cleanup)).toContain("--storageclass-names=local-nvme");
});
