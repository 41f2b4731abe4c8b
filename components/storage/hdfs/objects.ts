import { createHash } from "node:crypto";
import type * as kubernetes from "@pulumi/kubernetes/types/input";
import type { Hdfs } from "../../../spec/stack";
import type { HdfsDesign } from "./design";
import type { Files } from "./files";
import { dataNodePod, diskNames, journalNodePod, mounted, nameNodePod, roleLabel, zooKeeperPod } from "./pods";

type PersistentVolumeClaim = kubernetes.core.v1.PersistentVolumeClaim;

/** One StatefulSet: what it is called, which is also its Service's name and its pods' role, and what it runs. */
export interface Role {
  name: string;
  replicas: number;
  pod: kubernetes.core.v1.PodSpec;
  claims: PersistentVolumeClaim[];
  /** Start and stop one after the other, each when the one before is ready. Default: all at once. */
  ordered?: boolean;
  /** Delete the claims of replicas that the stack file no longer counts. Default: keep them. */
  releasesClaims?: boolean;
}

/** Storage classes of what a cluster keeps: state that must outlive its node, and blocks that three nodes have. */
export interface StorageClasses {
  state: string;
  disks: string;
}

/** Every StatefulSet of a cluster. */
export function rolesOf(hdfs: Hdfs, design: HdfsDesign, classes: StorageClasses): Role[] {
  const state = (gib: number) => [claim(mounted.state, classes.state, gib)];
  const dataNodes = design.dataNodes.filter(({ replicas }) => replicas > 0);
  return [
    { name: "zookeeper", replicas: design.zooKeepers.length, pod: zooKeeperPod(hdfs), claims: state(10) },
    { name: "journalnode", replicas: design.journalNodes.length, pod: journalNodePod(hdfs), claims: state(50) },
    // The second copies the metadata of the first, which must serve by then.
    { name: "namenode", replicas: design.nameNodes.length, pod: nameNodePod(hdfs), claims: state(50), ordered: true },
    ...dataNodes.map((group) => ({
      name: group.name,
      replicas: group.replicas,
      pod: dataNodePod(hdfs, design, group),
      claims: diskNames(design.disks).map((name) => claim(name, classes.disks, design.diskGiB)),
      releasesClaims: true,
    })),
  ];
}

/** @param configuration The files that the pods read at their start: another hash is another pod. */
export function statefulSet(namespace: string, role: Role, configuration: Files): kubernetes.apps.v1.StatefulSet {
  const { name, replicas, ordered, releasesClaims } = role;
  const labels = labelsOf(namespace, name);
  const hash = createHash("sha256").update(JSON.stringify(configuration)).digest("hex");
  return {
    metadata: { name, namespace, labels },
    spec: {
      serviceName: name,
      replicas,
      selector: { matchLabels: labels },
      podManagementPolicy: ordered ? "OrderedReady" : "Parallel",
      updateStrategy: { type: "RollingUpdate" },
      persistentVolumeClaimRetentionPolicy: { whenDeleted: "Retain", whenScaled: releasesClaims ? "Delete" : "Retain" },
      template: { metadata: { labels, annotations: { "aidc.dev/configuration": hash } }, spec: role.pod },
      volumeClaimTemplates: role.claims,
    },
  };
}

/** Names for the pods, from before they are ready: they find each other to become so. */
export function headlessService(namespace: string, { name, pod }: Role): kubernetes.core.v1.Service {
  const containers = pod.containers as kubernetes.core.v1.Container[];
  const ports = containers.flatMap((container) => (container.ports ?? []) as kubernetes.core.v1.ContainerPort[]);
  return {
    metadata: { name, namespace, labels: labelsOf(namespace, name) },
    spec: {
      clusterIP: "None",
      publishNotReadyAddresses: true,
      selector: labelsOf(namespace, name),
      ports: ports.map(({ name: port, containerPort }) => ({ name: port, port: containerPort })),
    },
  };
}

/** One at a time, of every kind: majorities hold, and blocks keep two copies. */
export function disruptionBudget(namespace: string, { name }: Role): kubernetes.policy.v1.PodDisruptionBudget {
  return {
    metadata: { name, namespace },
    spec: { maxUnavailable: 1, selector: { matchLabels: labelsOf(namespace, name) } },
  };
}

function labelsOf(cluster: string, role: string): Record<string, string> {
  return { "app.kubernetes.io/name": "hdfs", "app.kubernetes.io/instance": cluster, [roleLabel]: role };
}

function claim(name: string, storageClassName: string, gib: number): PersistentVolumeClaim {
  return {
    metadata: { name },
    spec: { accessModes: ["ReadWriteOnce"], storageClassName, resources: { requests: { storage: `${gib}Gi` } } },
  };
}
