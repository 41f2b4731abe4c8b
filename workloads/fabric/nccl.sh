#!/bin/bash
# All-reduce over the whole fabric of NVIDIA nodes, with NVIDIA's nccl-tests. Pod 0 launches, the others serve it.
# NODES: host names of all pods, comma-separated. WORKERS: those of the others. PER_NODE: GPUs a node. MAX: largest message.
set -euo pipefail
here=$(dirname "$0")
if [ "$JOB_COMPLETION_INDEX" != 0 ]; then exec python3 "$here/rsh.py" serve; fi

trap 'python3 "$here/rsh.py" stop $WORKERS' EXIT
python3 "$here/rsh.py" wait $WORKERS
mpirun --allow-run-as-root --host "${NODES//,/:$PER_NODE,}:$PER_NODE" --map-by "ppr:$PER_NODE:node" --bind-to none \
  --mca plm_rsh_agent "python3 $here/rsh.py connect" --mca plm_rsh_no_tree_spawn 1 \
  --mca pml ^ucx --mca btl tcp,self --mca btl_tcp_if_exclude lo,docker0 \
  -x PATH -x LD_LIBRARY_PATH -x FI_PROVIDER=efa -x NCCL_DEBUG=INFO -x NCCL_DEBUG_SUBSYS=INIT,NET \
  /opt/nccl-tests/build/all_reduce_perf -b 8M -e "$MAX" -f 2 -g 1 -c 1 -n 20
