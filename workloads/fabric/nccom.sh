#!/bin/bash
# All-reduce over the whole fabric of Trainium nodes, with AWS Neuron's nccom-test. Pod 0 launches, the others serve it.
# NODES: host names of all pods, comma-separated. WORKERS: those of the others. PER_NODE: NeuronCores a node. MAX: largest message.
set -euo pipefail
here=$(dirname "$0")
if [ "$JOB_COMPLETION_INDEX" != 0 ]; then exec python3 "$here/rsh.py" serve; fi

# nccom-test starts the other nodes' ranks through the ssh that it finds, itself included.
mkdir -p /tmp/bin
printf '#!/bin/sh\nexec python3 %s/rsh.py connect "$@"\n' "$here" > /tmp/bin/ssh
chmod +x /tmp/bin/ssh
export PATH=/tmp/bin:$PATH FI_PROVIDER=efa
python3 "$here/rsh.py" serve &
trap 'python3 "$here/rsh.py" stop ${NODES//,/ }' EXIT
python3 "$here/rsh.py" wait ${NODES//,/ }
NEURON_RT_ROOT_COMM_ID="$(hostname -i):62128" nccom-test --non-interactive \
  -r $((PER_NODE * $(wc -w <<< "${NODES//,/ }"))) -N "$(wc -w <<< "${NODES//,/ }")" \
  -b 8M -e "$MAX" -f 2 -n 20 -d fp32 allr --hosts ${NODES//,/ }
