// Writes catalog/facts/instance-types.json from moto's recorded DescribeInstanceTypes and Karpenter's bandwidth table.
// Types that moto does not have are written by hand in catalog/facts/documented-instance-types.json.
import { carried } from "./families.mjs";
import { karpenter, moto } from "./packages.mjs";
import { sorted, writeFacts } from "./write.mjs";

const types = moto.read("instance_types.json.gz");
const bandwidth = new Map(
  [
    ...karpenter.read("pkg/providers/instancetype/zz_generated.bandwidth.go").matchAll(/^\t\t"([^"]+)":\s+(\d+),/gm),
  ].map(([, name, megabits]) => [name, Number(megabits) / 1000]),
);

/** Names of accelerators as the vendor gives them, where EC2 abbreviates or says nothing. */
const acceleratorNames = {
  T4: "NVIDIA T4",
  T4g: "NVIDIA T4G",
  A10G: "NVIDIA A10G",
  L4: "NVIDIA L4",
  L40S: "NVIDIA L40S",
  "RTX PRO 4500": "NVIDIA RTX PRO 4500 Blackwell",
  "RTX PRO Server 6000": "NVIDIA RTX PRO 6000 Blackwell",
  H100: "NVIDIA H100",
  H200: "NVIDIA H200",
  B200: "NVIDIA B200",
  B300: "NVIDIA B300",
  Trainium: "AWS Trainium",
  Trainium2: "AWS Trainium2",
  Inferentia2: "AWS Inferentia2",
};

function accelerator(type) {
  // moto recorded no NeuronInfo for trn2u.48xlarge, which is a trn2.48xlarge in an UltraServer.
  const neuron = type.InstanceType === "trn2u.48xlarge" ? types["trn2.48xlarge"].NeuronInfo : type.NeuronInfo;
  const device = type.GpuInfo?.Gpus[0] ?? neuron?.NeuronDevices[0];
  if (!device) return undefined;
  const memoryGiB = Math.round(device.MemoryInfo.SizeInMiB / 1024);
  const name =
    device.Name === "A100" ? `NVIDIA A100 ${memoryGiB}GB` : (acceleratorNames[device.Name] ?? missing(device.Name));
  return { name, count: device.Count };
}

function missing(name) {
  throw new Error(
    `name the accelerator ${name} in scripts/catalog/instance-types.mjs and catalog/facts/accelerators.json`,
  );
}

/** Runs of equal cards, from card 0 on. */
function cards(network) {
  const runs = [];
  for (const card of network.NetworkCards) {
    const kinds = card.InterfaceTypes ?? ["interface"];
    const run = {
      count: 1,
      maxInterfaces: card.MaximumNetworkInterfaces,
      efa: kinds.includes("efa"),
      efaOnly: kinds.includes("efa-only"),
    };
    const last = runs.at(-1);
    if (last && JSON.stringify({ ...last, count: 1 }) === JSON.stringify(run)) last.count++;
    else runs.push(run);
  }
  return runs;
}

function localDisks(storage, kind) {
  const disks = storage?.Disks.filter((disk) => disk.Type === kind) ?? [];
  if (disks.length === 0) return undefined;
  const count = disks.reduce((sum, disk) => sum + disk.Count, 0);
  return { disks: count, totalGB: disks.reduce((sum, disk) => sum + disk.Count * disk.SizeInGB, 0) };
}

function fact(type) {
  const network = type.NetworkInfo;
  const baseline = network.NetworkCards.reduce((sum, card) => sum + (card.BaselineBandwidthInGbps ?? 0), 0);
  const fromTable = bandwidth.get(type.InstanceType);
  return {
    vcpus: type.VCpuInfo.DefaultVCpus,
    memoryGiB: type.MemoryInfo.SizeInMiB / 1024,
    architecture: type.ProcessorInfo.SupportedArchitectures.find((name) => name !== "i386"),
    accelerator: accelerator(type),
    network: {
      gbps: fromTable ?? baseline,
      cards: cards(network),
      maxEfaInterfaces: network.EfaInfo?.MaximumEfaInterfaces ?? 0,
    },
    localNvme: localDisks(type.InstanceStorageInfo, "ssd"),
    localHdd: localDisks(type.InstanceStorageInfo, "hdd"),
    ipv4PerInterface: network.Ipv4AddressesPerInterface,
    maxInterfaces: network.MaximumNetworkInterfaces,
    capacity: [...type.SupportedUsageClasses].sort(),
    currentGeneration: type.CurrentGeneration,
    source: fromTable === undefined ? [moto.key] : [moto.key, karpenter.key],
  };
}

const entries = Object.values(types)
  .filter((type) => carried(type.InstanceType))
  .map((type) => [type.InstanceType, fact(type)]);
writeFacts("instance-types", {
  sources: { [moto.key]: moto.source, [karpenter.key]: karpenter.source },
  types: sorted(entries),
});
