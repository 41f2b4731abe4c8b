import type * as pulumi from "@pulumi/pulumi";
import { scrapedPorts } from "../prometheus/scrape";
import { dcgmCountersCsv } from "./dcgmCounters";
import { efaCountersScript, textfileDirectory } from "./efaCounters";

const everywhere = [{ operator: "Exists" }];

/** On the node's own network, where the collector finds it by node. Which pod uses a GPU, and of which JobSet or service, becomes a label. */
export const dcgmExporterValues: pulumi.Inputs = {
  hostNetwork: true,
  service: { port: scrapedPorts.dcgmExporter, address: `:${scrapedPorts.dcgmExporter}` },
  serviceMonitor: { enabled: false },
  nodeSelector: { "nvidia.com/gpu.present": "true" },
  tolerations: everywhere,
  kubernetes: {
    enablePodLabels: true,
    podLabelAllowlistRegex: ["^jobset.sigs.k8s.io/jobset-name$", "^app.kubernetes.io/name$"],
  },
  customMetrics: dcgmCountersCsv(),
};

const shared = { name: "textfile", mountPath: textfileDirectory };

/** File systems of pods are looked at too: Lustre is mounted below the kubelet's folder. */
export const nodeExporterValues: pulumi.Inputs = {
  hostNetwork: true,
  service: { port: scrapedPorts.nodeExporter, targetPort: scrapedPorts.nodeExporter },
  tolerations: everywhere,
  extraArgs: [
    `--collector.textfile.directory=${textfileDirectory}`,
    "--collector.filesystem.mount-points-exclude=^/(dev|proc|sys|run/containerd/.+|var/lib/containerd/.+)($|/)",
  ],
  sidecarVolumeMount: [{ ...shared, readOnly: false }],
  sidecars: [
    {
      name: "efa-counters",
      image: "public.ecr.aws/docker/library/busybox:1.37.0",
      command: ["sh", "-c", `while :; do\n${efaCountersScript("/host/sys", textfileDirectory)}sleep 15\ndone`],
      volumeMounts: [{ name: "sys", mountPath: "/host/sys", readOnly: true }],
      securityContext: {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        runAsNonRoot: true,
        runAsUser: 65534,
        capabilities: { drop: ["ALL"] },
      },
      resources: { requests: { cpu: "5m", memory: "8Mi" }, limits: { memory: "32Mi" } },
    },
  ],
};

/** Which pool a node belongs to is a label of the node: it becomes one of the series. */
export const kubeStateMetricsValues: pulumi.Inputs = {
  metricLabelsAllowlist: ["nodes=[aidc.dev/pool]"],
  collectors: ["nodes", "pods", "jobs", "deployments", "statefulsets", "daemonsets", "persistentvolumeclaims"],
};
