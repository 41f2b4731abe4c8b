import { aws } from "../../aws/types";
import { kubernetes } from "../../kubernetes/types";
import { safeguards } from "../../frameworks";
import { must, type Requirement, resourceRule } from "../../rule";
import { type Property, truthOf } from "../../../plan/property";
import type { GraphResource } from "../../../plan/graph";

export const nodeEncryptedVolumes = resourceRule({
  id: "NODE-03",
  name: "node-encrypted-volumes",
  title: "Volumes are encrypted, with a key of the account's own where it matters",
  severity: "high",
  rationale:
    "Nodes' disks hold images, checkpoints and what pods spill. A snapshot of an unencrypted volume can be copied and read by any account it is shared with.",
  remediation:
    'Set `encrypted` and `kmsKeyId` of every volume: in a launch template under `blockDeviceMappings[].ebs`, where `encrypted` is the text "true".',
  controls: { ...safeguards.encryptionAtRest, cisAws: ["6.1.1"], fsbp: ["EC2.3"] },
  types: [aws.launchTemplate, aws.instance, aws.volume, kubernetes.ec2NodeClass],
  parameters: {
    customerKey: {
      description: "Whether each volume must name a KMS key, rather than use AWS' own.",
      schema: { type: "boolean" },
      weaker: "lower",
      default: true,
      byEnvironment: { development: false },
    },
  },
  check: (resource, { parameters }) => {
    const { devices, volumes } = volumesOf(resource);
    // Karpenter encrypts the volumes that nobody describes, with AWS' key.
    if (resource.type === kubernetes.ec2NodeClass && devices.isAbsent)
      return [must(truthOf(!parameters.customerKey), "the volumes have no KMS key of their own", devices)];
    // A launch template without devices takes the image's, whose encryption is the image owner's choice.
    if (volumes.length === 0)
      return [must(devices.isUnknown ? "unknown" : "no", "volumes are as the image has them", devices)];
    return volumes.flatMap((volume) => requirementsOn(volume, parameters.customerKey));
  },
});

function requirementsOn(volume: Property, customerKey: boolean): Requirement[] {
  const encrypted = volume.at("encrypted");
  // The second is Karpenter's spelling.
  const [key = volume.at("kmsKeyId")] = ["kmsKeyId", "kmsKeyID"]
    .map((name) => volume.at(name))
    .filter((one) => one.isPresent);
  const requirement = must(encrypted.or(false).isTrue, "a volume is not encrypted", encrypted);
  return customerKey
    ? [requirement, must(truthOf(key.isPresent), "a volume has no KMS key of its own", key)]
    : [requirement];
}

function volumesOf(resource: GraphResource): { devices: Property; volumes: Property[] } {
  if (resource.type === aws.volume) return { devices: resource.at("encrypted"), volumes: [resource.at()] };
  if (resource.type === aws.instance) {
    const devices = resource.at("rootBlockDevice");
    return { devices, volumes: [...devices.elements, ...resource.at("ebsBlockDevices").elements] };
  }
  const ofKarpenter = resource.type === kubernetes.ec2NodeClass;
  const devices = ofKarpenter ? resource.at("spec", "blockDeviceMappings") : resource.at("blockDeviceMappings");
  return {
    devices,
    volumes: devices.elements.flatMap((device) => (device.at("ebs").isPresent ? [device.at("ebs")] : [])),
  };
}
