import type { ApiServer } from "./apiServer";

/** The scheduler, Kubernetes' own controllers, and kwok as the kubelet of every node. */
export function startControllers(api: ApiServer): void {
  const kubeconfig = `--kubeconfig=${api.kubeconfig()}`;
  api.run("kube-scheduler", [kubeconfig, "--secure-port=0", "--leader-elect=false"]);
  api.run("kube-controller-manager", [
    ...[kubeconfig, "--secure-port=0", "--leader-elect=false"],
    `--service-account-private-key-file=${api.serviceAccountKey}`,
    // A busy machine is no dead node: nodes here are lost when a test deletes them.
    "--node-monitor-grace-period=10m",
    "--horizontal-pod-autoscaler-sync-period=2s",
  ]);
  const stages = "--config=test/real/kubernetes/kwok/stages.yaml";
  api.run("kwok", [kubeconfig, "--manage-all-nodes", "--node-lease-duration-seconds=40", stages]);
}
