import { ports, variables } from "./design";

const volume = `$${variables.volume}`;
const address = `$${variables.address}`;
const host = `$${variables.host}`;

/** Seconds until every kubelet has brought a changed ConfigMap: its sync period and its cache's, a minute each. */
export const configMapDelay = { name: "CONFIG_MAP_SECONDS", value: "120" };

/** Gives a name node without metadata its own: new where the cluster is new, else a copy of the other's. */
const format = `#!/usr/bin/env bash
set -euo pipefail
[ -e "${volume}/formatted" ] && exit
rm -rf "${volume}/name" # what a start left that failed half-way
# Hadoop refuses to format over journals that have data: then this is no new cluster.
if [[ $${variables.pod} != *-0 ]] || ! hdfs namenode -format -nonInteractive; then
  hdfs namenode -bootstrapStandby -nonInteractive
fi
touch "${volume}/formatted"
`;

/** The failover controller beside each name node. Its place in ZooKeeper is made once, by whoever comes first. */
const failover = `#!/usr/bin/env bash
set -euo pipefail
hdfs zkfc -formatZK -nonInteractive || true
exec hdfs zkfc
`;

const zooKeeper = `#!/usr/bin/env bash
set -euo pipefail
mkdir -p "${volume}/zookeeper"
echo $((\${${variables.pod}##*-} + 1)) > "${volume}/zookeeper/myid"
cp "$${variables.configuration}/zoo.cfg" "${volume}/zoo.cfg"
echo "dataDir=${volume}/zookeeper" >> "${volume}/zoo.cfg"
echo "clientPortAddress=${address}" >> "${volume}/zoo.cfg"
exec hadoop org.apache.zookeeper.server.quorum.QuorumPeerMain "${volume}/zoo.cfg"
`;

/** Whether a server of ZooKeeper is part of a quorum. */
const zooKeeperReady = `#!/usr/bin/env bash
set -euo pipefail
exec 3<>"/dev/tcp/${address}/${ports.zooKeeper.client}"
echo srvr >&3
grep -qE '^Mode: (leader|follower)' <&3
`;

/**
 * Before a data node stops: where the stack file no longer counts it, its blocks move first. Until then it serves on, so a
 * plain restart waits without harm.
 */
const decommission = `#!/usr/bin/env bash
set -euo pipefail
sleep "$${configMapDelay.name}"
grep -qxF "${host}" "$${variables.hosts}/exclude" || exit 0
hdfs dfsadmin -refreshNodes
until hdfs dfsadmin -report | grep -A 2 -F "Hostname: ${host}" | grep -q 'Decommission Status : Decommissioned'; do
  sleep 10
done
`;

/**
 * Prints the rack of each address: the zone whose range has it. HDFS keeps the copies of a block in two racks at least, so
 * the loss of a zone loses none.
 */
const rack = `#!/usr/bin/env bash
set -euo pipefail
number() {
  local IFS=. octets
  read -ra octets <<< "$1"
  echo $((octets[0] << 24 | octets[1] << 16 | octets[2] << 8 | octets[3]))
}
for address in "$@"; do
  rack=/default-rack
  while read -r range zone; do
    bits=$((32 - \${range#*/}))
    if (($(number "$address") >> bits == $(number "\${range%/*}") >> bits)); then rack=/$zone; fi
  done < "$${variables.configuration}/zones"
  echo "$rack"
done
`;

/** Run by the pods, from their configuration's folder. */
export const scripts = {
  "format.sh": format,
  "zkfc.sh": failover,
  "zookeeper.sh": zooKeeper,
  "zookeeper-ready.sh": zooKeeperReady,
  "decommission.sh": decommission,
  "rack.sh": rack,
};
