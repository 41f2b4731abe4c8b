/**
 * The DCGM fields that dcgm-exporter reads: those that alerts and dashboards use. Its own default list leaves out ECC,
 * NVLink and throttling. Source: dcgm-exporter 4.8.2, etc/default-counters.csv.
 */
const counters: [field: string, type: "gauge" | "counter", help: string][] = [
  ["DCGM_FI_DEV_SM_CLOCK", "gauge", "SM clock frequency (MHz)"],
  ["DCGM_FI_DEV_GPU_TEMP", "gauge", "GPU temperature (C)"],
  ["DCGM_FI_DEV_MEMORY_TEMP", "gauge", "Memory temperature (C)"],
  ["DCGM_FI_DEV_POWER_USAGE", "gauge", "Power draw (W)"],
  ["DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION", "counter", "Energy since boot (mJ)"],
  ["DCGM_FI_DEV_GPU_UTIL", "gauge", "GPU utilization (%)"],
  ["DCGM_FI_DEV_FB_USED", "gauge", "Framebuffer memory used (MiB)"],
  ["DCGM_FI_DEV_FB_FREE", "gauge", "Framebuffer memory free (MiB)"],
  ["DCGM_FI_PROF_PIPE_TENSOR_ACTIVE", "gauge", "Ratio of cycles the tensor pipe is active"],
  ["DCGM_FI_PROF_DRAM_ACTIVE", "gauge", "Ratio of cycles the memory interface is active"],
  ["DCGM_EXP_XID_ERRORS_COUNT", "counter", "XIDs in the last window"],
  ["DCGM_FI_DEV_THERMAL_VIOLATION", "counter", "Time slowed by heat (ns)"],
  ["DCGM_FI_DEV_POWER_VIOLATION", "counter", "Time slowed by the power limit (ns)"],
  ["DCGM_FI_DEV_ECC_SBE_VOL_TOTAL", "counter", "Single-bit ECC errors since boot"],
  ["DCGM_FI_DEV_ECC_DBE_VOL_TOTAL", "counter", "Double-bit ECC errors since boot"],
  ["DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS", "counter", "Rows remapped for uncorrectable errors"],
  ["DCGM_FI_DEV_CORRECTABLE_REMAPPED_ROWS", "counter", "Rows remapped for correctable errors"],
  ["DCGM_FI_DEV_ROW_REMAP_FAILURE", "gauge", "Whether remapping of rows has failed"],
  ["DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL", "counter", "NVLink bandwidth of all lanes"],
  ["DCGM_FI_DEV_NVLINK_REPLAY_ERROR_COUNT_TOTAL", "counter", "NVLink retries"],
  ["DCGM_FI_DEV_NVLINK_RECOVERY_ERROR_COUNT_TOTAL", "counter", "NVLink recovery errors"],
];

export const dcgmFields: readonly string[] = counters.map(([field]) => field);

/** dcgm-exporter's own CSV. */
export function dcgmCountersCsv(): string {
  return `${counters.map((counter) => counter.join(", ")).join("\n")}\n`;
}
