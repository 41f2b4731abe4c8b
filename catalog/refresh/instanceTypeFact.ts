import type { InstanceTypeInfo, NetworkInfo } from "@aws-sdk/client-ec2";
import { acceleratorNames } from "../accelerators";
import type { CardRun, InstanceTypeFact, LocalDisks } from "../instanceTypes";

/** Names of accelerators as the vendor gives them, where EC2 abbreviates. */
const vendorNames: Record<string, string> = {
  "RTX PRO 4500": "NVIDIA RTX PRO 4500 Blackwell",
  "RTX PRO Server 6000": "NVIDIA RTX PRO 6000 Blackwell",
  Trainium: "AWS Trainium",
  Trainium2: "AWS Trainium2",
  Inferentia2: "AWS Inferentia2",
};

/**
 * The catalogue's fact of a type, from EC2's answer to DescribeInstanceTypes.
 *
 * @param gbps What all cards together sustain, where a source tells it apart from the cards' own baseline.
 * @throws Error where the catalogue does not know the accelerator: add it to catalog/facts/accelerators.json first.
 */
export function instanceTypeFact(type: InstanceTypeInfo, source: string[], gbps?: number): InstanceTypeFact {
  const network = type.NetworkInfo ?? {};
  const accelerator = acceleratorOf(type);
  const nvme = localDisks(type, "ssd");
  const hdd = localDisks(type, "hdd");
  return {
    vcpus: type.VCpuInfo?.DefaultVCpus ?? 0,
    memoryGiB: (type.MemoryInfo?.SizeInMiB ?? 0) / 1024,
    architecture: type.ProcessorInfo?.SupportedArchitectures?.includes("arm64") ? "arm64" : "x86_64",
    ...(accelerator && { accelerator }),
    network: {
      gbps: gbps ?? baseline(network),
      cards: cardRuns(network),
      maxEfaInterfaces: network.EfaInfo?.MaximumEfaInterfaces ?? 0,
    },
    ...(nvme && { localNvme: nvme }),
    ...(hdd && { localHdd: hdd }),
    ipv4PerInterface: network.Ipv4AddressesPerInterface ?? 0,
    maxInterfaces: network.MaximumNetworkInterfaces ?? 0,
    capacity: [...(type.SupportedUsageClasses ?? [])].sort(),
    currentGeneration: type.CurrentGeneration ?? false,
    source,
  };
}

function acceleratorOf({ InstanceType, GpuInfo, NeuronInfo }: InstanceTypeInfo) {
  const gpu = GpuInfo?.Gpus?.[0];
  const device = gpu ?? NeuronInfo?.NeuronDevices?.[0];
  if (!device?.Name) return undefined;
  const memoryGiB = Math.round((device.MemoryInfo?.SizeInMiB ?? 0) / 1024);
  const known = acceleratorNames();
  const name = [vendorNames[device.Name], `NVIDIA ${device.Name} ${memoryGiB}GB`, `NVIDIA ${device.Name.toUpperCase()}`]
    .filter((candidate) => candidate !== undefined)
    .find((candidate) => known.includes(candidate));
  if (!name) {
    throw new Error(`${InstanceType} has ${device.Name}, which catalog/facts/accelerators.json does not describe`);
  }
  // Of a part of a GPU, EC2 counts no whole one.
  return { name, count: device.Count || (gpu?.LogicalGpuCount ?? 0) };
}

function baseline({ NetworkCards = [] }: NetworkInfo): number {
  return NetworkCards.reduce((sum, card) => sum + (card.BaselineBandwidthInGbps ?? 0), 0);
}

/** Runs of equal cards, from card 0 on. */
function cardRuns({ NetworkCards = [] }: NetworkInfo): CardRun[] {
  const runs: CardRun[] = [];
  for (const card of NetworkCards) {
    const { InterfaceTypes: kinds = ["interface"] } = card;
    const run = {
      count: 1,
      maxInterfaces: card.MaximumNetworkInterfaces ?? 0,
      efa: kinds.includes("efa"),
      efaOnly: kinds.includes("efa-only"),
    };
    const last = runs.at(-1);
    if (last && JSON.stringify({ ...last, count: 1 }) === JSON.stringify(run)) last.count++;
    else runs.push(run);
  }
  return runs;
}

function localDisks({ InstanceStorageInfo }: InstanceTypeInfo, kind: "ssd" | "hdd"): LocalDisks | undefined {
  const disks = InstanceStorageInfo?.Disks?.filter((disk) => disk.Type === kind) ?? [];
  if (disks.length === 0) return undefined;
  return {
    disks: disks.reduce((sum, disk) => sum + (disk.Count ?? 0), 0),
    totalGB: disks.reduce((sum, disk) => sum + (disk.Count ?? 0) * (disk.SizeInGB ?? 0), 0),
  };
}
