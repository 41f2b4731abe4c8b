import type { PropertyMap, PropertyValue, ResourceNode } from "../../plan/graph";
import { aws } from "../../policies/aws/types";
import { unknown } from "../../policies/examples";
import { podTypes } from "../../policies/kubernetes/pods";
import { kubernetes } from "../../policies/kubernetes/types";

/** What takes a rule's safeguard out of a stack. */
export type Mutation = (nodes: readonly ResourceNode[]) => ResourceNode[];

/** No resource of the type is made. */
const without =
  (type: string): Mutation =>
  (nodes) =>
    nodes.filter((node) => node.type !== type);

/** Every resource of the type has other properties, made of nothing known only later. */
export const set = (type: string, changes: Record<string, PropertyValue>): Mutation => {
  return (nodes) =>
    nodes.map((node) => {
      if (node.type !== type) return node;
      const propertyDependencies = { ...node.propertyDependencies };
      for (const key of Object.keys(changes)) delete propertyDependencies[key];
      return { ...node, inputs: { ...node.inputs, ...changes }, outputs: node.inputs, propertyDependencies };
    });
};

/** The value with another at the path; through a list, in each of its elements. */
function replaced(target: PropertyValue, [key, ...below]: string[], value: PropertyValue): PropertyValue {
  if (key === undefined) return value;
  if (Array.isArray(target)) return target.map((element) => replaced(element, [key, ...below], value));
  if (typeof target !== "object" || target === null) return target;
  return { ...target, [key]: replaced(target[key] ?? null, below, value) };
}

/** A property inside an object, or inside each element of a list, is another. */
export const within = (type: string, [first = "", ...rest]: string[], value: PropertyValue): Mutation => {
  return (nodes) =>
    nodes.map((node) =>
      node.type === type && node.inputs[first] !== undefined
        ? { ...node, inputs: { ...node.inputs, [first]: replaced(node.inputs[first], rest, value) } }
        : node,
    );
};

/** In every pod's spec, whichever kind holds it, a property is another. */
const inPods = (path: string[], value: PropertyValue): Mutation => {
  const changed = (target: PropertyValue): PropertyValue => {
    if (Array.isArray(target)) return target.map(changed);
    if (typeof target !== "object" || target === null) return target;
    if ("containers" in target) return replaced(target, path, value);
    return changedIn(target);
  };
  const changedIn = (object: PropertyMap): PropertyMap =>
    Object.fromEntries(Object.entries(object).map(([key, inner]) => [key, changed(inner)]));
  return (nodes) =>
    nodes.map((node) => (podTypes.includes(node.type) ? { ...node, inputs: changedIn(node.inputs) } : node));
};

export const inContainers = (path: string[], value: PropertyValue) => inPods(["containers", ...path], value);

const unprotected: Mutation = (nodes) => nodes.map((node) => ({ ...node, protect: false }));

/** Each resource of the type names by the property what `targets` chooses of all that they name now. */
const refer = (type: string, property: string, targets: (urns: string[]) => string[], as = property): Mutation => {
  return (nodes) => {
    const urns = nodes.flatMap((node) => (node.type === type ? (node.propertyDependencies?.[property] ?? []) : []));
    return nodes.map((node) => {
      if (node.type !== type || !node.propertyDependencies?.[property]) return node;
      const propertyDependencies = { ...node.propertyDependencies, [as]: targets(urns) };
      return { ...node, inputs: { ...node.inputs, [as]: unknown }, propertyDependencies };
    });
  };
};

const theLast = (urns: string[]) => urns.slice(-1);

/** The ways out by a NAT gateway lead to the internet gateway. */
const outInTheOpen: Mutation = (nodes) => {
  const gateway = nodes.flatMap(({ type, urn }) => (type === aws.internetGateway ? [urn] : []));
  return refer(aws.route, "natGatewayId", () => gateway, "gatewayId")(nodes);
};

const document = (type: string, property: string, statement: PropertyValue): Mutation =>
  set(type, { [property]: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }) });

const allow = { Effect: "Allow", Resource: "*" };
export const grant = (...actions: string[]) => document(aws.rolePolicy, "policy", { ...allow, Action: actions });
const trust = (statement: object) => document(aws.role, "assumeRolePolicy", { Effect: "Allow", ...statement });
const accelerators = (changes: Record<string, PropertyValue>): Mutation => {
  const isAccelerator = (node: ResourceNode) => JSON.stringify(node.inputs.amiType ?? "").includes("NVIDIA");
  const change = set(aws.nodeGroup, changes);
  return (nodes) => nodes.map((node) => (isAccelerator(node) ? (change([node])[0] ?? node) : node));
};

/** The region is declared otherwise: another environment, other parameters of rules. */
const declared = (changes: PropertyMap) => set("aidc:region:Region", changes);

/** By rule, what it guards in the Backbone taken out or weakened. */
export const backboneMutations: Record<string, Mutation> = {
  "NET-10": set(aws.transitGateway, { defaultRouteTableAssociation: "enable" }),
  "NET-11": set(aws.transitRoute, { destinationCidrBlock: "0.0.0.0/0" }),
  "NET-12": set(aws.coreNetworkPolicyAttachment, {
    policyDocument: JSON.stringify({ "segment-actions": [{ action: "share", segment: "production" }] }),
  }),
  "NET-13": without(aws.flowLog),
  "REL-11": (nodes) =>
    without(aws.vpnConnection)(nodes).filter(
      ({ type, name }) => type !== aws.transitVirtualInterface || !name.endsWith("2"),
    ),
  "VPN-01": set(aws.vpnConnection, { tunnel1PresharedKey: "correct.horse" }),
  "VPN-02": set(aws.vpnConnection, { tunnel2IkeVersions: ["ikev1", "ikev2"] }),
};

/** By rule, what it guards in the reference region taken out or weakened. */
export const mutations: Record<string, Mutation> = {
  "EKS-01": within(aws.cluster, ["vpcConfig", "endpointPublicAccess"], true),
  "EKS-02": set(aws.cluster, { vpcConfig: { endpointPublicAccess: true, publicAccessCidrs: ["0.0.0.0/0"] } }),
  "EKS-03": set(aws.cluster, { encryptionConfig: null }),
  "EKS-04": set(aws.cluster, { enabledClusterLogTypes: ["api"] }),
  "EKS-05": set(aws.cluster, { version: "1.30" }),
  "EKS-06": set(aws.cluster, { upgradePolicy: { supportType: "EXTENDED" } }),
  "EKS-07": set(aws.cluster, { deletionProtection: false }),
  "EKS-08": set(aws.cluster, { accessConfig: { authenticationMode: "API_AND_CONFIG_MAP" } }),
  "EKS-09": set(aws.accessEntry, { kubernetesGroups: ["system:masters"] }),
  "EKS-10": outInTheOpen,
  "EKS-11": set(aws.addon, { configurationValues: null }),
  "EKS-12": without(aws.logGroup),
  "EKS-14": set(aws.addon, { addonVersion: null }),
  "NODE-01": within(aws.launchTemplate, ["metadataOptions", "httpTokens"], "optional"),
  "NODE-02": within(aws.launchTemplate, ["metadataOptions", "httpPutResponseHopLimit"], 2),
  "NODE-03": within(aws.launchTemplate, ["blockDeviceMappings", "ebs", "encrypted"], "false"),
  "NODE-04": set(aws.launchTemplate, { networkInterfaces: [{ associatePublicIpAddress: "true" }] }),
  "NODE-05": set(aws.launchTemplate, { keyName: "admin" }),
  "NODE-06": set(aws.rolePolicyAttachment, { policyArn: "arn:aws:iam::aws:policy/AmazonS3FullAccess" }),
  "NODE-07": set(aws.launchTemplate, {
    userData: Buffer.from("export AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY").toString("base64"),
  }),
  "NODE-08": set(aws.nodeGroup, { launchTemplate: null }),
  "NODE-09": set(aws.launchTemplate, { tagSpecifications: [] }),
  "NODE-10": accelerators({ taints: [] }),
  "NODE-11": set(aws.launchTemplate, { networkInterfaces: [{ interfaceType: "efa" }] }),
  "S3-01": without(aws.bucketPublicAccessBlock),
  "S3-02": without(aws.bucketPolicy),
  "S3-03": without(aws.bucketEncryption),
  "S3-04": set(aws.bucketVersioning, { versioningConfiguration: { status: "Suspended" } }),
  "S3-05": set(aws.bucketReplication, { rules: [{ status: "Disabled" }] }),
  "S3-06": without(aws.bucketLifecycle),
  "S3-07": without(aws.bucketObjectLock),
  "S3-08": without(aws.bucketLogging),
  "S3-09": set(aws.bucketOwnershipControls, { rule: { objectOwnership: "ObjectWriter" } }),
  "S3-10": document(aws.bucketPolicy, "policy", { ...allow, Action: "s3:GetObject", Principal: "*" }),
  "S3-11": set(aws.bucket, { forceDestroy: true }),
  "S3-12": set(aws.accessPoint, { vpcConfiguration: null }),
  "BAK-01": set(aws.backupVault, { kmsKeyArn: null }),
  "BAK-02": within(aws.backupPlan, ["rules", "lifecycle", "deleteAfter"], 1),
  "BAK-03": without(aws.backupVaultLock),
  "KMS-01": set(aws.key, { enableKeyRotation: false }),
  "KMS-02": set(aws.key, { deletionWindowInDays: 7 }),
  "KMS-03": document(aws.key, "policy", { ...allow, Action: "kms:*", Principal: { AWS: "*" } }),
  "KMS-04": set(aws.key, { bypassPolicyLockoutSafetyCheck: true }),
  "KMS-05": grant("kms:Decrypt"),
  "IAM-01": grant("*"),
  "IAM-02": grant("s3:*"),
  "IAM-03": grant("s3:GetObject"),
  "IAM-04": set(aws.rolePolicyAttachment, { policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" }),
  "IAM-05": grant("iam:PutRolePolicy"),
  "IAM-06": trust({ Action: "sts:AssumeRole", Principal: { AWS: "*" } }),
  "IAM-07": trust({
    Action: "sts:AssumeRoleWithWebIdentity",
    Principal: { Federated: "arn:aws:iam::111122223333:oidc" },
  }),
  "IAM-09": grant("iam:PassRole"),
  "IAM-11": declared({ rules: { "IAM-11": { required: true } } }),
  "NET-01": without(aws.flowLog),
  "NET-02": set(aws.securityGroupIngress, { cidrIpv4: "0.0.0.0/0" }),
  "NET-04": without(aws.defaultSecurityGroup),
  "NET-05": without(aws.vpcEndpoint),
  "NET-06": set(aws.subnet, { mapPublicIpOnLaunch: true }),
  "NET-08": outInTheOpen,
  "NET-09": set(aws.securityGroup, { description: null }),
  "FSX-01": set(aws.lustre, { kmsKeyId: null }),
  "FSX-02": set(aws.lustre, { automaticBackupRetentionDays: 0, tagsAll: {} }),
  "FSX-03": set(aws.lustre, { copyTagsToBackups: false }),
  "RDS-01": set(aws.rdsCluster, { storageEncrypted: false }),
  "RDS-02": set(aws.rdsClusterInstance, { publiclyAccessible: true }),
  "RDS-03": set(aws.rdsCluster, { backupRetentionPeriod: 1 }),
  "RDS-04": set(aws.rdsCluster, { deletionProtection: false }),
  "RDS-05": without(aws.rdsClusterInstance),
  "RDS-06": set(aws.rdsCluster, { manageMasterUserPassword: null }),
  "RDS-07": set(aws.rdsCluster, { enabledCloudwatchLogsExports: [] }),
  "RDS-08": set(aws.rdsCluster, { iamDatabaseAuthenticationEnabled: false }),
  "DDB-01": set(aws.table, { pointInTimeRecovery: { enabled: false } }),
  "DDB-02": set(aws.table, { serverSideEncryption: null }),
  "DDB-03": set(aws.table, { deletionProtectionEnabled: false }),
  "SNS-01": set(aws.snsTopic, { kmsMasterKeyId: null }),
  "SQS-01": set(aws.queue, { kmsMasterKeyId: null, sqsManagedSseEnabled: false }),
  "TRAIL-01": set(aws.trail, { isMultiRegionTrail: false }),
  "TRAIL-02": set(aws.trail, { enableLogFileValidation: false }),
  "TRAIL-03": set(aws.trail, { kmsKeyId: null }),
  "TRAIL-04": set(aws.trail, { cloudWatchLogsGroupArn: null }),
  "LOG-01": set(aws.logGroup, { retentionInDays: null }),
  "LOG-02": set(aws.logGroup, { kmsKeyId: null }),
  "DET-01": set(aws.detector, { enable: false }),
  "EXC-01": declared({ exceptions: [{ rule: "EKS-01", reason: "none", owner: "none", expires: "2025-12-31" }] }),
  "RES-01": set(aws.provider, { region: "eu-west-1" }),
  "RES-02": set(aws.table, { replicas: [{ regionName: "eu-west-1" }] }),
  "RES-03": within(
    aws.backupPlan,
    ["rules", "copyActions", "destinationVaultArn"],
    "arn:aws:backup:eu-west-1:111122223333:backup-vault:copies",
  ),
  "RES-04": set(aws.trail, { cloudWatchLogsGroupArn: "arn:aws:logs:eu-west-1:111122223333:log-group:trail:*" }),
  "RES-05": inContainers(["args"], ["--endpoint=https://bedrock-runtime.eu-west-1.amazonaws.com"]),
  "RES-06": set(aws.vpcEndpoint, { serviceRegion: "eu-west-1" }),
  "REL-01": refer(aws.route, "natGatewayId", theLast),
  "REL-02": refer(aws.nodeGroup, "subnetIds", theLast),
  "REL-03": set(aws.vpcEndpoint, { subnetIds: ["subnet-0123456789abcdef0"] }),
  "REL-05": set(aws.metricAlarm, { alarmActions: [] }),
  "REL-06": set(aws.nodeGroup, { nodeRepairConfig: { enabled: false } }),
  "REL-07": set(kubernetes.charts[0], { version: null }),
  "REL-09": unprotected,
  "REL-10": set(aws.rdsCluster, { tagsAll: {} }),
  "COST-01": set(aws.cluster, { tags: {}, tagsAll: {} }),
  "COST-02": declared({ rules: { "COST-02": { allowed: ["m*"] } } }),
  "COST-03": accelerators({ scalingConfig: { minSize: 0, desiredSize: 0, maxSize: 500 } }),
  "COST-04": accelerators({ capacityType: "SPOT" }),
  "COST-05": declared({ budgetMonthlyUSD: 1000 }),
  "COST-06": without(aws.budget),
  "COST-07": declared({ environment: "development" }),
  "COST-08": within(aws.launchTemplate, ["blockDeviceMappings", "ebs", "volumeType"], "gp2"),
  "COST-09": (nodes) => nodes.flatMap((node) => copies(node, aws.natGateway, 3)),
  "COST-10": refer(aws.route, "natGatewayId", theLast),
  "COST-13": without(aws.natGateway),
  "COST-14": set(aws.lustre, { storageCapacity: 2_000_000 }),
  "COST-15": set(aws.nodeGroup, { instanceTypes: ["m5.xlarge"] }),
  "COST-16": set(aws.rdsCluster, { engineLifecycleSupport: null }),
  "COST-18": within(kubernetes.karpenterNodePool, ["spec", "disruption", "consolidateAfter"], "Never"),
  "FAB-01": set(aws.launchTemplate, { placement: null }),
  "FAB-02": refer(aws.nodeGroup, "subnetIds", (all) => all),
  "FAB-03": without(aws.securityGroupIngress),
  "FAB-04": refer(aws.nodeGroup, "subnetIds", (all) => all.slice(0, 1)),
  "FAB-05": inContainers(["resources", "limits", "nvidia.com/gpu"], 0.5),
  "FAB-06": without(kubernetes.charts[0]),
  "FAB-07": accelerators({ amiType: "AL2023_x86_64_STANDARD" }),
  "FAB-08": inContainers(["volumeMounts"], []),
  "K8S-01": inContainers(["securityContext", "privileged"], true),
  "K8S-02": inPods(["hostNetwork"], true),
  "K8S-03": inPods(["volumes"], [{ name: "node", hostPath: { path: "/" } }]),
  "K8S-04": inContainers(["securityContext", "allowPrivilegeEscalation"], true),
  "K8S-05": inContainers(["securityContext", "capabilities"], { drop: ["ALL"], add: ["SYS_ADMIN"] }),
  "K8S-06": inPods(["securityContext", "runAsNonRoot"], false),
  "K8S-07": inPods(["securityContext", "seccompProfile"], { type: "Unconfined" }),
  "K8S-08": inContainers(["securityContext", "readOnlyRootFilesystem"], false),
  "K8S-09": inContainers(["resources", "limits"], {}),
  "K8S-10": inContainers(["image"], "registry.example.com/model:latest"),
  "K8S-11": declared({ rules: { "K8S-11": { registries: ["registry.example.com"] } } }),
  "K8S-12": within(kubernetes.namespace, ["metadata", "labels"], {}),
  "K8S-13": without(kubernetes.networkPolicy),
  "K8S-14": (nodes) => inPods(["serviceAccountName"], null)(inPods(["automountServiceAccountToken"], true)(nodes)),
  "K8S-15": set(kubernetes.clusterRole, { rules: [{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }] }),
  "K8S-16": within(kubernetes.deployment, ["metadata", "namespace"], "default"),
  "K8S-17": inContainers(["envFrom"], [{ secretRef: { name: "credentials" } }]),
  "K8S-18": within(kubernetes.service, ["spec", "type"], "LoadBalancer"),
  "K8S-19": inContainers(["readinessProbe"], null),
  "K8S-20": within(kubernetes.jobSet, ["spec", "ttlSecondsAfterFinished"], null),
  "K8S-21": without(kubernetes.resourceQuota),
  "K8S-22": set(kubernetes.roleBinding, { roleRef: { kind: "ClusterRole", name: "cluster-admin" } }),
  "K8S-23": within(kubernetes.autoscalers[1], ["spec", "minReplicaCount"], 1),
  "K8S-24": within(kubernetes.podDisruptionBudget, ["spec", "maxUnavailable"], 0),
  "K8S-25": inPods(["topologySpreadConstraints"], null),
  "K8S-26": without(kubernetes.podDisruptionBudget),
};

function copies(node: ResourceNode, type: string, count: number): ResourceNode[] {
  if (node.type !== type) return [node];
  return Array.from({ length: count }, (_, index) => ({ ...node, urn: `${node.urn}-${index}` }));
}
