/** When the exporters are asked: Unix seconds, seconds since they started, how many of those the job trained, and whether it does now. */
export interface Moment {
  unix: number;
  second: number;
  trained: number;
  trains: boolean;
}

const nodes = ["a", "b", "c", "d"];
const job = 'namespace="research",jobset="llm"';
const served = 'namespace="chat",service="llm"';

/** Between -1 and 1, another course for each seed. */
const wave = (second: number, seed: number) => (Math.sin(second / 1700 + seed) + Math.sin(second / 400 + 7 * seed)) / 2;
/** What a counter has come to at a rate that is not quite even. */
const risen = (rate: number, second: number, seed = 0) =>
  Math.round(rate * (second + 60 * (1 + Math.sin(second / 600 + seed))));

/**
 * What dcgm-exporter, node-exporter, kube-state-metrics, Kueue, jobs and servers say of a healthy region: four nodes of eight GPUs, three
 * of which train, and a served model. Lines of Prometheus' text format.
 */
export function syntheticRegion({ unix, second, trained, trains }: Moment): string[] {
  const checkpoint = unix - (trains ? second % 1800 : 1800);
  return [
    ...nodes.flatMap((node, index) => ofNode(node, index, { second, trained, trains: trains && index < 3 })),
    ...["e", "f"].map((node) => `kube_node_labels{node="${node}",label_aidc_dev_pool="serve-l40s"} 1`),
    ...["e", "f"].map((node) => `kube_node_status_condition{node="${node}",condition="Ready",status="true"} 1`),
    'DCGM_EXP_XID_ERRORS_COUNT{node="a",pool="train-h200",gpu="0",xid="79"} 0',
    `kueue_pending_workloads{cluster_queue="research",status="active"} ${trains ? 1 : 2}`,
    `kueue_admitted_active_workloads{cluster_queue="research"} ${trains ? 4 : 3}`,
    `kueue_admitted_workloads_total{cluster_queue="research"} ${risen(1, second)}`,
    `aidc_training_mfu_ratio{${job}} ${trains ? 0.412 + 0.006 * wave(second, 3) : 0}`,
    `aidc_training_expected_mfu_ratio{${job}} 0.42`,
    ...Array.from({ length: 24 }, (_, rank) => {
      const seconds = 1.2 + 0.001 * rank + 0.01 * wave(second, rank);
      return `aidc_training_step_compute_seconds{${job},rank="${rank}"} ${seconds}`;
    }),
    `aidc_training_checkpoint_timestamp_seconds{${job}} ${Math.floor(checkpoint)}`,
    `aidc_training_checkpoint_interval_seconds{${job}} 1800`,
    `node_filesystem_avail_bytes{node="a",device="10.0.0.9@tcp:/x",fstype="lustre"} ${12e12 - 3e7 * second}`,
    'node_filesystem_size_bytes{node="a",device="10.0.0.9@tcp:/x",fstype="lustre"} 24e12',
    `kubelet_volume_stats_available_bytes{namespace="research",persistentvolumeclaim="scratch"} ${6e10 - 1e5 * second}`,
    'kubelet_volume_stats_capacity_bytes{namespace="research",persistentvolumeclaim="scratch"} 1e11',
    `http_requests_total{${served},status="2xx"} ${risen(100, second)}`,
    `http_requests_total{${served},status="5xx"} ${risen(0.01, second)}`,
    `vllm:time_to_first_token_seconds_bucket{${served},le="0.5"} ${risen(98, second)}`,
    `vllm:time_to_first_token_seconds_bucket{${served},le="1"} ${risen(100, second)}`,
    `vllm:time_to_first_token_seconds_bucket{${served},le="+Inf"} ${risen(100, second)}`,
    `vllm:num_requests_waiting{${served}} ${Math.max(0, Math.round(4 * wave(second, 2)))}`,
  ];
}

function ofNode(node: string, index: number, { second, trained, trains }: Omit<Moment, "unix">): string[] {
  const nic = `{node="${node}",pool="train-h200",device="rdmap0s6",port="1"}`;
  const gpus = Array.from({ length: 8 }, (_, gpu) => gpu);
  const worked = index < 3 ? trained : 0;
  return [
    `kube_node_labels{node="${node}",label_aidc_dev_pool="train-h200"} 1`,
    `kube_node_status_condition{node="${node}",condition="Ready",status="true"} 1`,
    `node_filesystem_avail_bytes{node="${node}",mountpoint="/",fstype="xfs"} ${1.6e11 - 1e10 * index - 2e5 * second}`,
    `node_filesystem_size_bytes{node="${node}",mountpoint="/",fstype="xfs"} 2e11`,
    `node_amazonefa_tx_bytes${nic} ${risen(4e10, worked, index)}`,
    `node_amazonefa_rx_bytes${nic} ${risen(4e10, worked, index)}`,
    `node_amazonefa_tx_pkts${nic} ${risen(5e6, worked, index)}`,
    `node_amazonefa_retrans_pkts${nic} ${risen(50, worked, index)}`,
    `node_amazonefa_rx_drops${nic} 0`,
    `node_amazonefa_unresponsive_remote_events${nic} 0`,
    ...gpus.flatMap((gpu) => ofGpu(node, index, gpu, { second, worked, trains })),
  ];
}

function ofGpu(node: string, index: number, gpu: number, at: { second: number; worked: number; trains: boolean }) {
  const { second, worked, trains } = at;
  const pod = index < 3 ? `,namespace="research",pod="llm-${index}",jobset="llm"` : "";
  const labels = `{node="${node}",pool="train-h200",gpu="${gpu}"${pod}}`;
  const busy = trains ? 0.96 + 0.03 * wave(second, index * 8 + gpu) : 0;
  return [
    `DCGM_FI_DEV_GPU_UTIL${labels} ${Math.round(100 * busy)}`,
    `DCGM_FI_PROF_PIPE_TENSOR_ACTIVE${labels} ${0.47 * busy}`,
    `DCGM_FI_DEV_GPU_TEMP${labels} ${Math.round(32 + ((index + gpu) % 5) + 32 * busy + wave(second, gpu))}`,
    `DCGM_FI_DEV_POWER_USAGE${labels} ${118 + 540 * busy}`,
    `DCGM_FI_DEV_SM_CLOCK${labels} ${trains ? 1980 - 15 * ((index + gpu) % 3) : 1980}`,
    `DCGM_FI_DEV_FB_USED${labels} ${trains ? 118_000 : 900}`,
    `DCGM_FI_DEV_FB_FREE${labels} ${trains ? 25_771 : 142_871}`,
    `DCGM_FI_DEV_THERMAL_VIOLATION${labels} ${risen(1e5 * (gpu + 1), worked, index)}`,
    `DCGM_FI_DEV_POWER_VIOLATION${labels} ${risen(3e6 * (gpu + 1), worked, index)}`,
    `DCGM_FI_DEV_NVLINK_REPLAY_ERROR_COUNT_TOTAL${labels} 0`,
  ];
}

/** The metric and labels of a line. */
export const seriesOf = (line: string) => line.slice(0, line.lastIndexOf(" "));

/** OpenMetrics of a day from a time on, a sample a minute. In its afternoon a GPU falls off the bus, and the job comes back after 40 minutes. */
export function syntheticDay(from: number): string {
  const [fault, back] = [16.5 * 3600, 17.2 * 3600];
  const samples: string[] = [];
  for (let second = 0; second <= 24 * 3600; second += 60) {
    const trains = second < fault || second > back;
    const trained = second < fault ? second : trains ? second - (back - fault) : fault;
    const unix = from + second;
    for (const line of syntheticRegion({ unix, second, trained, trains })) samples.push(`${line} ${unix}`);
    if (!trains) samples.push(`DCGM_EXP_XID_ERRORS_COUNT{node="b",pool="train-h200",gpu="3",xid="79"} 1 ${unix}`);
  }
  return `${samples.join("\n")}\n# EOF\n`;
}
