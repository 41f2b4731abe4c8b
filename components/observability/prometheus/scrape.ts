import { stringify } from "yaml";

/** Ports that the collector reads, on nodes and pods. */
export const scrapedPorts = { dcgmExporter: 9400, nodeExporter: 9100, webMetrics: 8080, secureMetrics: 8443 } as const;

/** The label of pods that serve metrics on their port `http`, and have no port `metrics`. */
export const metricsOnHttp = { "aidc.dev/metrics": "http" };

/** Where the exporters run. */
export const exporterNamespace = "monitoring";

const nodeLabels = [
  { source_labels: ["__meta_kubernetes_node_name"], target_label: "node" },
  { source_labels: ["__meta_kubernetes_node_label_aidc_dev_pool"], target_label: "pool" },
];

/** An exporter on each node's own network: found by node, so that each series says its node and pool. */
function perNode(job_name: string, port: number, more: Record<string, unknown> = {}) {
  return {
    job_name,
    kubernetes_sd_configs: [{ role: "node" }],
    relabel_configs: [
      {
        source_labels: ["__meta_kubernetes_node_address_InternalIP"],
        target_label: "__address__",
        replacement: `$1:${port}`,
      },
      ...nodeLabels,
    ],
    ...more,
  };
}

/** Pods of one name, on the port that serves metrics. Their own labels win: they say what the series is about. */
function perPod(job_name: string, name: string, port: string, more: Record<string, unknown> = {}) {
  return {
    job_name,
    honor_labels: true,
    kubernetes_sd_configs: [{ role: "pod" }],
    relabel_configs: [
      { source_labels: ["__meta_kubernetes_pod_label_app_kubernetes_io_name"], regex: name, action: "keep" },
      { source_labels: ["__meta_kubernetes_pod_container_port_name"], regex: port, action: "keep" },
    ],
    ...more,
  };
}

/** Jobs and servers that name a port `metrics` or say that `http` is it: who they are comes from their pod. */
const workloads = {
  job_name: "workloads",
  kubernetes_sd_configs: [{ role: "pod" }],
  relabel_configs: [
    {
      source_labels: ["__meta_kubernetes_pod_container_port_name", "__meta_kubernetes_pod_label_aidc_dev_metrics"],
      regex: "metrics;.*|http;http",
      action: "keep",
    },
    {
      source_labels: ["__meta_kubernetes_namespace"],
      regex: `kube-system|kueue-system|${exporterNamespace}`,
      action: "drop",
    },
    { source_labels: ["__meta_kubernetes_namespace"], target_label: "namespace" },
    { source_labels: ["__meta_kubernetes_pod_name"], target_label: "pod" },
    { source_labels: ["__meta_kubernetes_pod_node_name"], target_label: "node" },
    { source_labels: ["__meta_kubernetes_pod_label_jobset_sigs_k8s_io_jobset_name"], target_label: "jobset" },
    { source_labels: ["__meta_kubernetes_pod_label_app_kubernetes_io_name"], target_label: "service" },
  ],
};

/** The kubelet's volume statistics, through the API server: kubelets trust it alone. */
const kubelet = {
  job_name: "kubelet",
  scheme: "https",
  tls_config: { ca_file: "/var/run/secrets/kubernetes.io/serviceaccount/ca.crt" },
  bearer_token_file: "/var/run/secrets/kubernetes.io/serviceaccount/token",
  kubernetes_sd_configs: [{ role: "node" }],
  relabel_configs: [
    { target_label: "__address__", replacement: "kubernetes.default.svc:443" },
    {
      source_labels: ["__meta_kubernetes_node_name"],
      target_label: "__metrics_path__",
      replacement: "/api/v1/nodes/$1/proxy/metrics",
    },
    ...nodeLabels,
  ],
  metric_relabel_configs: [{ source_labels: ["__name__"], regex: "kubelet_volume_stats_.+", action: "keep" }],
};

/** Kueue serves metrics over TLS with a certificate of its own making. */
const tlsOfItsOwn = {
  scheme: "https",
  tls_config: { insecure_skip_verify: true },
  bearer_token_file: "/var/run/secrets/kubernetes.io/serviceaccount/token",
};

/** HDFS' daemons, on the port of their pages; with a certificate of the cluster's own where that is HTTPS. */
const hdfs = {
  job_name: "hdfs",
  metrics_path: "/prom",
  tls_config: { insecure_skip_verify: true },
  kubernetes_sd_configs: [{ role: "pod" }],
  relabel_configs: [
    { source_labels: ["__meta_kubernetes_pod_label_app_kubernetes_io_name"], regex: "hdfs", action: "keep" },
    { source_labels: ["__meta_kubernetes_pod_container_port_name"], regex: "https?", action: "keep" },
    { source_labels: ["__meta_kubernetes_pod_container_port_name"], target_label: "__scheme__" },
    { source_labels: ["__meta_kubernetes_namespace"], target_label: "namespace" },
    { source_labels: ["__meta_kubernetes_pod_name"], target_label: "pod" },
  ],
};

/** What the collector reads, and under which labels. Amazon's collector takes this form as its own. */
export function scrapeConfiguration(region: string, cluster: string, scrapeSeconds: number) {
  return {
    global: { scrape_interval: `${scrapeSeconds}s`, external_labels: { region, cluster } },
    scrape_configs: [
      perNode("dcgm-exporter", scrapedPorts.dcgmExporter, {
        honor_labels: true,
        // The pod's labels as dcgm-exporter writes them, under the names that workloads have them too.
        metric_relabel_configs: [
          { source_labels: ["jobset_sigs_k8s_io_jobset_name"], regex: "(.+)", target_label: "jobset" },
          { source_labels: ["app_kubernetes_io_name"], regex: "(.+)", target_label: "service" },
          { regex: "jobset_sigs_k8s_io_jobset_name|app_kubernetes_io_name", action: "labeldrop" },
        ],
      }),
      perNode("node-exporter", scrapedPorts.nodeExporter),
      kubelet,
      perPod("kube-state-metrics", "kube-state-metrics", "http"),
      perPod("karpenter", "karpenter", "http-metrics"),
      perPod("kueue", "kueue", "https|metrics", tlsOfItsOwn),
      perPod("cert-manager", "cert-manager", "http-metrics"),
      hdfs,
      workloads,
    ],
  };
}

/** As a scraper and Prometheus itself read it. */
export function scrapeText(configuration: ReturnType<typeof scrapeConfiguration>): string {
  return stringify(configuration, { lineWidth: 0, aliasDuplicateObjects: false });
}
