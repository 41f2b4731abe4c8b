import { type Server, createServer } from "node:http";

/** What dcgm-exporter, node-exporter, kube-state-metrics, Kueue, jobs and servers would say of one healthy node `a`. */
const healthy = (second: number): string[] => {
  const gpu = '{node="a",pool="train-h200",gpu="0",namespace="research",pod="llm-0",jobset="llm"}';
  const nic = '{node="a",pool="train-h200",device="rdmap0s6",port="1"}';
  const job = '{namespace="research",jobset="llm"}';
  const served = 'namespace="chat",service="llm"';
  const rising = (rate: number) => rate * second;
  return [
    `DCGM_FI_DEV_GPU_UTIL${gpu} 98`,
    `DCGM_FI_PROF_PIPE_TENSOR_ACTIVE${gpu} 0.45`,
    `DCGM_FI_DEV_GPU_TEMP${gpu} 60`,
    `DCGM_FI_DEV_POWER_USAGE${gpu} 600`,
    `DCGM_FI_DEV_SM_CLOCK${gpu} 1980`,
    `DCGM_FI_DEV_FB_USED${gpu} 100000`,
    `DCGM_FI_DEV_FB_FREE${gpu} 40000`,
    `DCGM_FI_DEV_THERMAL_VIOLATION${gpu} ${rising(1000)}`,
    `DCGM_FI_DEV_POWER_VIOLATION${gpu} ${rising(1000)}`,
    `DCGM_FI_DEV_NVLINK_REPLAY_ERROR_COUNT_TOTAL${gpu} 0`,
    `DCGM_EXP_XID_ERRORS_COUNT{node="a",pool="train-h200",gpu="0",xid="79"} 0`,
    `node_amazonefa_tx_bytes${nic} ${rising(1e9)}`,
    `node_amazonefa_rx_bytes${nic} ${rising(1e9)}`,
    `node_amazonefa_tx_pkts${nic} ${rising(1e5)}`,
    `node_amazonefa_retrans_pkts${nic} ${rising(10)}`,
    `node_amazonefa_rx_drops${nic} 0`,
    `node_amazonefa_unresponsive_remote_events${nic} 0`,
    'kube_node_labels{node="a",label_aidc_dev_pool="train-h200"} 1',
    'kube_node_status_condition{node="a",condition="Ready",status="true"} 1',
    'kueue_pending_workloads{cluster_queue="research",status="active"} 1',
    'kueue_admitted_active_workloads{cluster_queue="research"} 4',
    `kueue_admitted_workloads_total{cluster_queue="research"} ${rising(1)}`,
    `aidc_training_mfu_ratio${job} 0.41`,
    `aidc_training_expected_mfu_ratio${job} 0.42`,
    'aidc_training_step_compute_seconds{namespace="research",jobset="llm",rank="0"} 1.2',
    `aidc_training_checkpoint_timestamp_seconds${job} ${Math.floor(Date.now() / 1000) - 60}`,
    `aidc_training_checkpoint_interval_seconds${job} 1800`,
    'node_filesystem_avail_bytes{node="a",device="10.0.0.9@tcp:/x",fstype="lustre"} 6e12',
    'node_filesystem_size_bytes{node="a",device="10.0.0.9@tcp:/x",fstype="lustre"} 24e12',
    'node_filesystem_avail_bytes{node="a",mountpoint="/",fstype="xfs"} 5e10',
    'node_filesystem_size_bytes{node="a",mountpoint="/",fstype="xfs"} 2e11',
    'kubelet_volume_stats_available_bytes{namespace="research",persistentvolumeclaim="scratch"} 5e10',
    'kubelet_volume_stats_capacity_bytes{namespace="research",persistentvolumeclaim="scratch"} 1e11',
    `http_requests_total{${served},status="2xx"} ${rising(100)}`,
    `http_requests_total{${served},status="5xx"} ${rising(0.01)}`,
    `vllm:time_to_first_token_seconds_bucket{${served},le="1"} ${rising(100)}`,
    `vllm:time_to_first_token_seconds_bucket{${served},le="+Inf"} ${rising(100)}`,
    `vllm:num_requests_waiting{${served}} 0`,
  ];
};

/** Serves metrics; `faults` are further series, or others' values. */
export class Exporter {
  readonly faults: string[] = [];
  private readonly started = Date.now();
  private server?: Server;

  listen(port: number): Promise<void> {
    this.server = createServer((_, response) => response.end(`${this.series().join("\n")}\n`));
    return new Promise((resolve) => this.server?.listen(port, "127.0.0.1", resolve));
  }

  close(): void {
    this.server?.close();
  }

  private series(): string[] {
    const name = (line: string) => line.slice(0, line.lastIndexOf(" "));
    const faulty = new Set(this.faults.map(name));
    const seconds = 1000 + (Date.now() - this.started) / 1000;
    return [...healthy(seconds).filter((line) => !faulty.has(name(line))), ...this.faults];
  }
}
