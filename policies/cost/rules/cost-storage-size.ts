import { aws } from "../../aws/types";
import { must, resourceRule } from "../../rule";

export const costStorageSize = resourceRule({
  id: "COST-14",
  name: "cost-storage-size",
  title: "File systems and volumes are no larger than the environment's limit",
  severity: "medium",
  rationale: "Storage is billed by what is provisioned; one digit too many is ten times the bill.",
  remediation: "Lower the size, or raise `maxTiB` where the data is really there.",
  controls: {},
  types: [aws.lustre, aws.ontap, aws.openZfs, aws.volume],
  parameters: {
    maxTiB: {
      description: "Largest size of one file system or volume, TiB.",
      schema: { type: "number", exclusiveMinimum: 0 },
      weaker: "higher",
      default: 1000,
      byEnvironment: { staging: 100, development: 12 },
    },
  },
  check: (resource, { parameters }) => {
    const size = resource.at(resource.type === aws.volume ? "size" : "storageCapacity");
    if (size.isAbsent) return [];
    return [must(size.atMost(parameters.maxTiB * 1024), `it is larger than ${parameters.maxTiB} TiB`, size)];
  },
});
