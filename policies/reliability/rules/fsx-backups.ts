import { isBackedUp } from "../../aws/backups";
import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { graphRule, must } from "../../rule";
import { anyOf } from "../../../plan/property";

export const fsxBackups = graphRule({
  id: "FSX-02",
  name: "fsx-backups",
  title: "File systems that hold data of their own are backed up",
  severity: "high",
  rationale: "A persistent file system that no bucket mirrors is the only copy of what is written to it.",
  remediation:
    "Set `automaticBackupRetentionDays`, or link the file system to a bucket by an `aws.fsx.DataRepositoryAssociation`.",
  controls: { ...safeguards.backup },
  types: [aws.lustre, aws.ontap, aws.openZfs, aws.windowsFileSystem],
  parameters: {
    minDays: {
      description: "Shortest time that backups are kept, days.",
      schema: { type: "integer", minimum: 0, maximum: 90 },
      weaker: "lower",
      default: 7,
      byEnvironment: { development: 0 },
    },
  },
  check: (fileSystem, graph, { parameters }) => {
    const scratch = fileSystem.at("deploymentType").or("SCRATCH_1").is("SCRATCH_1", "SCRATCH_2");
    const mirrored = fileSystem.referrers(aws.dataRepositoryAssociation, "fileSystemId").length > 0;
    // Scratch holds nothing that has to last, and FSx backs up no file system that mirrors a bucket.
    if (fileSystem.type === aws.lustre && (scratch === "yes" || mirrored)) return [];
    const days = fileSystem.at("automaticBackupRetentionDays");
    const byPlan = isBackedUp(fileSystem, graph);
    return [must(anyOf([days.or(0).atLeast(parameters.minDays), byPlan]), "a lost file system is lost for good", days)];
  },
});
