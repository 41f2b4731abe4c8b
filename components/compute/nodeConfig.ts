/** What a node sets up before it joins the cluster. */
export interface NodeSetup {
  /**
   * Make the local NVMe disks one RAID-0 that holds images, containers, logs and `emptyDir` volumes; or mount each below
   * `/mnt/k8s-disks`, for volumes of their own, which Bottlerocket cannot. Default: leave them.
   */
  localDisks?: "raid0" | "volumes";
  /** 2 MiB pages to set aside. */
  hugePages?: number;
  /** Give whole cores to guaranteed pods, beside their accelerators and network cards. */
  alignToNuma: boolean;
}

/** libfabric's EFA provider takes its buffers from 5,128 pages of 2 MiB (10 GiB): the EKS guide, "Run machine learning training with EFA". */
export const efaHugePages = 5128;

/** What a node that EKS does not manage must be told: EKS tells the others. */
export interface Join {
  clusterName: string;
  endpoint: string;
  /** Base64, as EKS gives it. */
  certificateAuthority: string;
  serviceCidr: string;
  labels: Record<string, string>;
  /** As the kubelet takes them, `key=value:NoSchedule`. */
  taints: readonly string[];
}

const boundary = "==NODE==";

/**
 * User data of an AL2023 node: MIME parts that EKS merges with its own, which names the cluster.
 * Scripts run before the kubelet starts (nodeadm-run waits for cloud-init), so it counts the huge pages. With `join`, the
 * node's own whole configuration.
 */
export function al2023UserData(setup: NodeSetup, join?: Join): string {
  const parts = [part("application/node.eks.aws", JSON.stringify(nodeConfig(setup, join), null, 2))];
  if (setup.hugePages) parts.unshift(part("text/x-shellscript", hugePagesScript(setup.hugePages)));
  return [
    "MIME-Version: 1.0",
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    "",
    ...parts,
    `--${boundary}--`,
    "",
  ].join("\n");
}

/** User data of a Bottlerocket node: settings in TOML that EKS merges with its own. */
export function bottlerocketUserData(setup: NodeSetup): string {
  const lines = ["[settings.kubernetes]", 'topology-manager-policy = "best-effort"'];
  if (setup.alignToNuma) lines.push('cpu-manager-policy = "static"');
  if (setup.hugePages) lines.push("", "[settings.kernel.sysctl]", `"vm.nr_hugepages" = "${setup.hugePages}"`);
  if (setup.localDisks === "raid0") {
    const directories = ["/var/lib/containerd", "/var/lib/kubelet", "/var/log/pods"];
    lines.push(
      "",
      "[settings.bootstrap-commands.local-nvme]",
      "commands = [",
      '  ["apiclient", "ephemeral-storage", "init"],',
      `  ["apiclient", "ephemeral-storage", "bind", "--dirs", ${directories.map((d) => JSON.stringify(d)).join(", ")}],`,
      "]",
      "essential = true",
      'mode = "always"',
    );
  }
  return lines.join("\n") + "\n";
}

function nodeConfig({ localDisks, alignToNuma }: NodeSetup, join?: Join) {
  return {
    apiVersion: "node.eks.aws/v1alpha1",
    kind: "NodeConfig",
    spec: {
      ...(join && {
        cluster: {
          name: join.clusterName,
          apiServerEndpoint: join.endpoint,
          certificateAuthority: join.certificateAuthority,
          cidr: join.serviceCidr,
        },
      }),
      kubelet: {
        config: {
          serializeImagePulls: false,
          ...(alignToNuma && { cpuManagerPolicy: "static", topologyManagerPolicy: "best-effort" }),
        },
        ...(join && { flags: kubeletFlags(join) }),
      },
      ...(localDisks && { instance: { localStorage: { strategy: localDisks === "raid0" ? "RAID0" : "Mount" } } }),
    },
  };
}

function kubeletFlags({ labels, taints }: Join): string[] {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return [
    `--node-labels=${pairs.join(",")}`,
    ...(taints.length > 0 ? [`--register-with-taints=${taints.join(",")}`] : []),
  ];
}

function hugePagesScript(pages: number): string {
  return [
    "#!/bin/bash",
    "set -euo pipefail",
    `echo "vm.nr_hugepages = ${pages}" > /etc/sysctl.d/90-efa-hugepages.conf`,
    "sysctl --load /etc/sysctl.d/90-efa-hugepages.conf",
  ].join("\n");
}

function part(contentType: string, body: string): string {
  return [`--${boundary}`, `Content-Type: ${contentType}`, "", body, ""].join("\n");
}
