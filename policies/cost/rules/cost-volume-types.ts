import { aws } from "../../aws/types";
import { kubernetes } from "../../kubernetes/types";
import { must, resourceRule } from "../../rule";
import type { GraphResource } from "../../../plan/graph";
import { not, type Property } from "../../../plan/property";

export const costVolumeTypes = resourceRule({
  id: "COST-08",
  name: "cost-volume-types",
  title: "Volumes are of the present generation",
  severity: "low",
  rationale:
    "A volume of gp3 costs a fifth less than one of gp2, with more throughput; io2 outlasts io1 for the same price.",
  remediation: "Set the volume's type to gp3, or io2 where it was io1.",
  controls: {},
  types: [aws.launchTemplate, aws.volume, aws.rdsInstance, kubernetes.storageClass],
  check: (resource) => {
    if (atEdge(resource)) return [];
    const types = volumesOf(resource).map(({ type }) => type);
    return types.map((type) =>
      must(not(type.is("gp2", "io1", "standard")), "the volume costs more than its successor", type),
    );
  },
  remediate: (resource) =>
    volumesOf(resource).flatMap(({ type, size }) => {
      if (type.text === "io1") return [{ property: type, value: "io2" }];
      return type.text === "gp2" && fitsGp3(size) ? [{ property: type, value: "gp3" }] : [];
    }),
});

/** Whether the template is for nodes in a Local Zone or on an Outpost: gp2 is what all of them have, by `catalog/facts/edge.json`. */
const atEdge = (resource: GraphResource) => resource.at("tags", "aidc:edge").isPresent;

/** Whether gp3 without further settings is as fast: gp2 has 128 MiB/s and 3 IOPS a GiB up to this size. */
const fitsGp3 = (size: Property | undefined) => size?.atMost(170) === "yes";

interface Volume {
  type: Property;
  /** GiB. Absent where changing the type would replace what stands. */
  size?: Property;
}

function volumesOf(resource: GraphResource): Volume[] {
  if (resource.type === aws.volume) return [{ type: resource.at("type").or("gp2"), size: resource.at("size") }];
  if (resource.type === aws.rdsInstance) return [{ type: resource.at("storageType").or("gp2") }];
  if (resource.type === kubernetes.storageClass) {
    const byEbs = resource.at("provisioner").text === "ebs.csi.aws.com";
    return byEbs ? [{ type: resource.at("parameters", "type").or("gp3") }] : [];
  }
  const volumes = resource.at("blockDeviceMappings").elements.map((device) => device.at("ebs"));
  return volumes
    .filter((volume) => volume.isPresent)
    .map((volume) => ({ type: volume.at("volumeType").or("gp2"), size: volume.at("volumeSize") }));
}
