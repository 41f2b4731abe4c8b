import type * as iam from "@pulumi/aws/iam";
import * as apps from "@pulumi/kubernetes/apps/v1";
import * as core from "@pulumi/kubernetes/core/v1";
import type { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider";
import type * as kubernetes from "@pulumi/kubernetes/types/input";
import * as pulumi from "@pulumi/pulumi";
import type { EdgeModel } from "../../spec/stack";
import { podIdentity } from "../compute/podIdentity";
import { PolicyDocuments } from "../security/policyDocuments";
import { modelSyncScript } from "./syncScript";

export interface ModelCacheArgs {
  /** The site's name, unique in the cluster. */
  site: string;
  /** The pool whose nodes keep the models. */
  pool: string;
  models: readonly EdgeModel[];
  /** Default: 15. */
  syncMinutes?: number;
  /** The models' buckets, by the name in the stack file. */
  buckets: Record<string, { bucket: pulumi.Input<string>; arn: pulumi.Input<string> }>;
  /** KMS key of the buckets. */
  keyArn: pulumi.Input<string>;
  region: string;
  clusterName: pulumi.Input<string>;
  /** The cluster's provider. */
  kubernetes: KubernetesProvider;
}

/** Agents of nodes live here: teams' namespaces let no pod at its node's disk. */
const namespace = "kube-system";

const image = "public.ecr.aws/aws-cli/aws-cli:2.36.15";

/** Where models lie on a node: its root volume, which outlives a restart. */
const hostFolder = "/var/lib/aidc/models";

/**
 * Models on the disks of a site's nodes, each as a volume claim of its team. An agent on every node looks for new versions; what it
 * has fetched is there whether or not the region is. Pods that start before the first version is whole wait for it.
 *
 * @example
 * new ModelCache("ai-boston", {
 *   site: "boston", pool: "boston", models: [{ name: "digits", bucket: "models", namespace: "vision", sizeGiB: 5 }],
 *   buckets: { models: bucket }, keyArn: key.arn, region: "us-east-1", clusterName: "ai", kubernetes: provider,
 * });
 */
export class ModelCache extends pulumi.ComponentResource {
  readonly role: iam.Role;
  readonly agents: apps.DaemonSet;
  /** By model. */
  readonly claims: Record<string, core.PersistentVolumeClaim>;

  constructor(name: string, args: ModelCacheArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:edge:ModelCache", name, {}, opts);
    const policies = new PolicyDocuments();
    const child = { parent: this, provider: args.kubernetes };
    const { role, association } = podIdentity(
      name,
      {
        description: "Models at the edge: reads them from their buckets",
        clusterName: args.clusterName,
        ...{ namespace, serviceAccount: agentName(args) },
        statements: { read: statements(args) },
      },
      policies,
      { parent: this },
    );
    this.role = role;
    const account = new core.ServiceAccount(
      `${name}-agent`,
      { metadata: { name: agentName(args), namespace }, automountServiceAccountToken: false },
      child,
    );
    this.agents = new apps.DaemonSet(`${name}-agents`, agents(args), { ...child, dependsOn: [association, account] });
    this.claims = Object.fromEntries(args.models.map((model) => [model.name, createClaim(name, model, args, child)]));
    this.registerOutputs({ policyDocuments: policies.byProperty });
  }
}

const agentName = ({ site }: Pick<ModelCacheArgs, "site">) => `models-${site}`;

/** What the agents read. */
function statements({ models, buckets, keyArn }: ModelCacheArgs): iam.PolicyStatement[] {
  const reads = models.flatMap(({ bucket, prefix = "" }): iam.PolicyStatement[] => {
    const arn = buckets[bucket]?.arn ?? "";
    return [
      {
        Effect: "Allow",
        Action: "s3:ListBucket",
        Resource: arn,
        ...(prefix && { Condition: { StringLike: { "s3:prefix": `${prefix}*` } } }),
      },
      { Effect: "Allow", Action: "s3:GetObject", Resource: pulumi.interpolate`${arn}/${prefix}*` },
    ];
  });
  return [...reads, { Effect: "Allow", Action: "kms:Decrypt", Resource: keyArn }];
}

function agents(args: ModelCacheArgs): kubernetes.apps.v1.DaemonSet {
  const labels = { "app.kubernetes.io/name": agentName(args) };
  return {
    metadata: { name: agentName(args), namespace, labels },
    spec: {
      selector: { matchLabels: labels },
      updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: "100%" } },
      template: { metadata: { labels }, spec: agentPod(args) },
    },
  };
}

/** As root, which owns what the kubelet makes on the node, but with no more of its rights than to write its folder. */
function agentPod(args: ModelCacheArgs): kubernetes.core.v1.PodSpec {
  return {
    serviceAccountName: agentName(args),
    automountServiceAccountToken: false,
    priorityClassName: "system-node-critical",
    nodeSelector: { "aidc.dev/pool": args.pool },
    tolerations: [{ operator: "Exists" }],
    securityContext: { seccompProfile: { type: "RuntimeDefault" } },
    containers: args.models.map((model) => agentContainer(model, args)),
    volumes: [
      { name: "models", hostPath: { path: hostFolder, type: "DirectoryOrCreate" } },
      { name: "tmp", emptyDir: {} },
    ],
  };
}

function agentContainer(
  { name, bucket, prefix = "" }: EdgeModel,
  { buckets, region, syncMinutes = 15 }: ModelCacheArgs,
): kubernetes.core.v1.Container {
  return {
    name,
    image,
    // The node's own copy: the registry may be out of reach.
    imagePullPolicy: "IfNotPresent",
    command: ["bash", "-c", modelSyncScript],
    env: [
      { name: "FROM", value: pulumi.interpolate`s3://${buckets[bucket]?.bucket ?? ""}/${prefix}` },
      { name: "FOLDER", value: `${hostFolder}/${name}` },
      { name: "EVERY", value: String(syncMinutes * 60) },
      { name: "AWS_REGION", value: region },
      { name: "HOME", value: "/tmp" },
    ],
    resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "1Gi" } },
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ["ALL"] },
      readOnlyRootFilesystem: true,
    },
    volumeMounts: [
      { name: "models", mountPath: hostFolder },
      { name: "tmp", mountPath: "/tmp" },
    ],
  };
}

/** The same folder of every node of the pool: a pod reads its own node's. */
function createClaim(
  name: string,
  model: EdgeModel,
  { site, pool }: ModelCacheArgs,
  opts: pulumi.CustomResourceOptions,
): core.PersistentVolumeClaim {
  const volumeName = `${site}-${model.namespace}-${model.name}`;
  const storage = `${model.sizeGiB}Gi`;
  const shared = { accessModes: ["ReadOnlyMany"], storageClassName: "" };
  const onPool = { matchExpressions: [{ key: "aidc.dev/pool", operator: "In", values: [pool] }] };
  const volume = new core.PersistentVolume(
    `${name}-${model.name}`,
    {
      metadata: { name: volumeName },
      spec: {
        ...shared,
        capacity: { storage },
        persistentVolumeReclaimPolicy: "Retain",
        claimRef: { namespace: model.namespace, name: model.name },
        hostPath: { path: `${hostFolder}/${model.name}/current`, type: "Directory" },
        nodeAffinity: { required: { nodeSelectorTerms: [onPool] } },
      },
    },
    opts,
  );
  return new core.PersistentVolumeClaim(
    `${name}-${model.name}`,
    {
      metadata: {
        name: model.name,
        namespace: model.namespace,
        annotations: { "pulumi.com/skipAwait": "true" },
      },
      spec: { ...shared, resources: { requests: { storage } }, volumeName },
    },
    { ...opts, dependsOn: volume },
  );
}
