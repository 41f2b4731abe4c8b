import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { graphRule, must } from "../../rule";
import { truthOf } from "../../../plan/property";

export const relMountTargets = graphRule({
  id: "REL-08",
  name: "rel-mount-targets",
  title: "A regional file system has a mount target in several zones",
  severity: "medium",
  rationale: "EFS keeps the data in all zones, and pods reach it by one: when that zone is down, so is the data.",
  remediation: "Add an `aws.efs.MountTarget` in each zone that has nodes.",
  controls: { ...safeguards.availability },
  types: [aws.efs],
  parameters: {
    minTargets: {
      description: "Fewest mount targets.",
      schema: { type: "integer", minimum: 1 },
      weaker: "lower",
      default: 2,
      byEnvironment: { development: 1 },
    },
  },
  check: (fileSystem, _graph, { parameters }) => {
    if (fileSystem.at("availabilityZoneName").isPresent) return [];
    const targets = fileSystem.referrers(aws.efsMountTarget, "fileSystemId").length;
    return [must(truthOf(targets >= parameters.minTargets), `the file system has ${targets} mount targets`)];
  },
});
