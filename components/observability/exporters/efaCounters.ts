/** Where node_exporter's textfile collector looks, shared by its pod's containers. */
export const textfileDirectory = "/run/textfile";

/**
 * node_exporter knows no EFA: this writes the kernel's counters as text that its textfile collector reads, under the names of
 * AWS' own exporter (awsome-distributed-training, 4.validation_and_observability/3.efa-node-exporter). The file is
 * replaced as a whole, so that no half is ever read. For any POSIX shell; on nodes without EFA it writes nothing.
 *
 * @param sys where sysfs is mounted
 * @param directory where the file goes
 */
export function efaCountersScript(sys: string, directory: string): string {
  return `out=${directory}/efa.prom
for counter in ${sys}/class/infiniband/*/ports/*/hw_counters/*; do
  [ -r "$counter" ] || continue
  value=$(cat "$counter" 2>/dev/null) || continue
  case $value in '' | *[!0-9]*) continue ;; esac
  port=\${counter%/hw_counters/*}
  device=\${port%/ports/*}
  echo "node_amazonefa_\${counter##*/}{device=\\"\${device##*/}\\",port=\\"\${port##*/}\\"} $value"
done | sort > "$out.new"
mv "$out.new" "$out"
`;
}
