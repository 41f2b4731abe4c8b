import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { KubernetesObject } from "../../../plan/kubernetesObjects";
import { freePort } from "../freePort";
import { type ApiServer, builtServers, eventually } from "./apiServer";
import { Kinds, manifest } from "./kinds";

const converted = ["clusterqueues", "cohorts", "localqueues", "multikueueclusters", "workloads"];

/** A definition as Kueue's chart installs it: Kueue itself turns objects of one version into another. */
export function withConversion(port: number): (definition: KubernetesObject) => KubernetesObject {
  return (definition) => {
    if (!converted.some((plural) => definition.metadata.name === `${plural}.kueue.x-k8s.io`)) return definition;
    const webhook = { clientConfig: kueueService(port)("/convert"), conversionReviewVersions: ["v1"] };
    return { ...definition, spec: { ...(definition["spec"] as object), conversion: { strategy: "Webhook", webhook } } };
  };
}

/** Kueue as the plan's release configures it, behind its webhooks on `port`, with the certificates that it makes for them. */
export async function startKueue(api: ApiServer, port: number, configuration: Record<string, unknown>): Promise<void> {
  const [probes, metrics] = [await freePort(), await freePort()];
  const namespace = "kueue-system";
  const secret = "kueue-webhook-server-cert";
  await create(api, "/api/v1/namespaces", { metadata: { name: namespace } });
  await create(api, `/api/v1/namespaces/${namespace}/secrets`, { metadata: { name: secret } });
  // The API server finds the webhooks by their service, as ever; the service leads to loopback.
  await create(api, `/api/v1/namespaces/${namespace}/services`, {
    metadata: { name: "kueue-webhook-service" },
    spec: { type: "ExternalName", externalName: "localhost" },
  });
  await registerWebhooks(api, "kueue", kueueService(port));

  const certDir = join(api.directory, "kueue-certificates");
  const config = writeConfiguration(api, "kueue", {
    ...configuration,
    health: { healthProbeBindAddress: `127.0.0.1:${probes}` },
    metrics: { ...(configuration["metrics"] as object), bindAddress: `127.0.0.1:${metrics}` },
    webhook: { port, certDir },
    leaderElection: { leaderElect: false },
    // Its server for a kubectl plugin keeps its certificate where only a pod may write.
    featureGates: { VisibilityOnDemand: false },
  });
  api.run("kueue", [`--config=${config}`], { KUBECONFIG: api.kubeconfig() });
  await mountSecret(api, `/api/v1/namespaces/${namespace}/secrets/${secret}`, certDir);
  await ready("Kueue", probes);
}

/** JobSet behind its webhooks. Its own certificates it would keep where only a pod may: here it has the API server's. */
export async function startJobSet(api: ApiServer): Promise<void> {
  const [port, probes] = [await freePort(), await freePort()];
  const { crt, key } = api.certificate;
  const certDir = join(api.directory, "jobset-certificates");
  writeCertificate(certDir, crt, key);
  const config = writeConfiguration(api, "jobset", {
    ...{ apiVersion: "config.jobset.x-k8s.io/v1alpha1", kind: "Configuration" },
    webhook: { port, certDir },
    internalCertManagement: { enable: false },
    leaderElection: { leaderElect: false },
  });
  const args = [`--config=${config}`, "--metrics-bind-address=0", `--health-probe-bind-address=127.0.0.1:${probes}`];
  api.run("jobset", args, { KUBECONFIG: api.kubeconfig() });
  await ready("JobSet", probes);
  const caBundle = crt.toString("base64");
  await registerWebhooks(api, "jobset", (path) => ({ url: `https://127.0.0.1:${port}${path}`, caBundle }));
}

/** Kubeflow Trainer behind its webhooks, with the API server's own certificate where its pod would have one mounted. */
export async function startTrainer(api: ApiServer): Promise<void> {
  const [port, probes, metrics] = [await freePort(), await freePort(), await freePort()];
  const { crt, key } = api.certificate;
  const temporary = join(api.directory, "trainer");
  writeCertificate(join(temporary, "k8s-webhook-server", "serving-certs"), crt, key);
  const config = writeConfiguration(api, "trainer", {
    ...{ apiVersion: "config.trainer.kubeflow.org/v1alpha1", kind: "Configuration" },
    webhook: { port, host: "127.0.0.1" },
    certManagement: { enable: false },
    health: { healthProbeBindAddress: `127.0.0.1:${probes}` },
    metrics: { bindAddress: `127.0.0.1:${metrics}`, secureServing: false },
    leaderElection: { leaderElect: false },
  });
  const env = { KUBECONFIG: api.kubeconfig(), TMPDIR: temporary };
  api.run("trainer-controller-manager", [`--config=${config}`], env);
  await ready("Trainer", probes);
  const caBundle = crt.toString("base64");
  await registerWebhooks(api, "trainer", (path) => ({ url: `https://127.0.0.1:${port}${path}`, caBundle }));
}

const keda = "keda-system";

/** KEDA's operator, and the server of metrics that Kubernetes' autoscaler asks, with the certificates that the operator makes for both. */
export async function startKeda(api: ApiServer, env: NodeJS.ProcessEnv): Promise<void> {
  const servers = builtServers("test/real/kubernetes/keda.sh");
  const [metrics, adapterMetrics] = [await freePort(), await freePort()];
  const kubeconfig = api.kubeconfig();
  await create(api, "/api/v1/namespaces", { metadata: { name: keda } });
  await serveExternalMetrics(api, metrics);
  await new Kinds(api, join(servers, "crds")).define();

  const certificates = join(api.directory, "keda-certificates");
  const startOperator = async () => {
    const [service, probes] = [await freePort(), await freePort()];
    const operatorEnv = { POD_NAMESPACE: keda, KEDA_CLUSTER_OBJECT_NAMESPACE: keda, WATCH_NAMESPACE: "" };
    api.run(
      join(servers, "operator"),
      [
        ...["--enable-cert-rotation", "--enable-webhook-patching=false", `--cert-dir=${certificates}`],
        `--metrics-service-bind-address=127.0.0.1:${service}`,
        ...[`--health-probe-bind-address=127.0.0.1:${probes}`, "--enable-prometheus-metrics=false"],
      ],
      { KUBECONFIG: kubeconfig, ...operatorEnv, ...env },
    );
    return { service, probes };
  };
  // The first one ends once it has made the certificates: a kubelet would start it again.
  await startOperator();
  await mountSecret(api, `/api/v1/namespaces/${keda}/secrets/kedaorg-certs`, certificates);
  const { service, probes } = await startOperator();
  await ready("KEDA", probes);

  api.run(
    join(servers, "adapter"),
    [
      ...[`--secure-port=${metrics}`, "--bind-address=127.0.0.1", `--port=${adapterMetrics}`],
      ...[`--cert-dir=${certificates}`, `--tls-cert-file=${certificates}/tls.crt`],
      ...[`--tls-private-key-file=${certificates}/tls.key`, `--metrics-service-address=127.0.0.1:${service}`],
      `--metrics-service-grpc-authority=keda-operator.${keda}.svc`,
      ...["authentication", "authorization", "lister"].map((use) => `--${use}-kubeconfig=${kubeconfig}`),
      "--authentication-skip-lookup",
    ],
    { KUBECONFIG: kubeconfig, POD_NAMESPACE: keda, WATCH_NAMESPACE: "" },
  );
  await eventually("KEDA serves external metrics", async () => {
    return (await api.get("/apis/external.metrics.k8s.io/v1beta1")).status === 200;
  });
}

/** Where the API server finds external metrics; without a certificate of its own as a proxy, it asks there as nobody. */
async function serveExternalMetrics(api: ApiServer, port: number): Promise<void> {
  const service = { namespace: keda, name: "keda-metrics-apiserver" };
  await create(api, `/api/v1/namespaces/${keda}/services`, {
    metadata: { name: service.name },
    spec: { type: "ExternalName", externalName: "localhost" },
  });
  const [group, version] = ["external.metrics.k8s.io", "v1beta1"];
  await create(api, "/apis/apiregistration.k8s.io/v1/apiservices", {
    metadata: { name: `${version}.${group}` },
    spec: { group, version, service: { ...service, port }, groupPriorityMinimum: 100, versionPriority: 100 },
  });
  const rbac = "/apis/rbac.authorization.k8s.io/v1";
  const metadata = { name: "external-metrics" };
  await create(api, `${rbac}/clusterroles`, {
    metadata,
    rules: [
      { apiGroups: [group], resources: ["*"], verbs: ["get", "list"] },
      { nonResourceURLs: ["*"], verbs: ["get"] },
    ],
  });
  const apiGroup = "rbac.authorization.k8s.io";
  await create(api, `${rbac}/clusterrolebindings`, {
    metadata,
    roleRef: { apiGroup, kind: "ClusterRole", name: metadata.name },
    subjects: [{ apiGroup, kind: "Group", name: "system:unauthenticated" }],
  });
}

type ClientConfig = (path: string) => object;

function kueueService(port: number): ClientConfig {
  return (path) => ({ service: { namespace: "kueue-system", name: "kueue-webhook-service", path, port } });
}

interface Webhooks extends KubernetesObject {
  webhooks: { clientConfig: { service: { path: string } } }[];
}

/** The operator's own webhook configurations, as its module has them, for where the webhooks listen. */
async function registerWebhooks(api: ApiServer, operator: string, clientConfig: ClientConfig): Promise<void> {
  for (const object of manifest(api.servers, `${operator}-webhooks.yaml`) as Webhooks[]) {
    const resource = `${object.kind.toLowerCase()}s`;
    await create(api, `/apis/admissionregistration.k8s.io/v1/${resource}`, {
      ...object,
      metadata: { name: `${operator}-${object.metadata.name}` },
      webhooks: object.webhooks.map((webhook) => ({
        ...webhook,
        clientConfig: clientConfig(webhook.clientConfig.service.path),
      })),
    });
  }
}

/** What a kubelet does with a pod's secret: its keys become files, once it has some. */
async function mountSecret(api: ApiServer, path: string, directory: string): Promise<void> {
  await eventually(`${path} has a certificate`, async () => {
    const { body } = await api.get(path);
    const files = Object.entries((body["data"] ?? {}) as Record<string, string>);
    if (files.length === 0) return false;
    mkdirSync(directory, { recursive: true });
    for (const [name, data] of files)
      writeFileSync(join(directory, name), Buffer.from(data, "base64"), { mode: 0o600 });
    return true;
  });
}

function writeCertificate(directory: string, crt: Buffer, key: Buffer): void {
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, "tls.crt"), crt);
  writeFileSync(join(directory, "tls.key"), key, { mode: 0o600 });
}

function writeConfiguration(api: ApiServer, operator: string, configuration: object): string {
  const path = join(api.directory, `${operator}.yaml`);
  writeFileSync(path, JSON.stringify(configuration));
  return path;
}

async function create(api: ApiServer, path: string, object: object): Promise<void> {
  const { status, body } = await api.post(path, object);
  if (status !== 201) throw new Error(`POST ${path}: ${status} ${body.message}`);
}

async function ready(operator: string, port: number): Promise<void> {
  await eventually(`${operator} is ready`, async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).ok);
}
