import { aws } from "../../aws/types";
import { must, resourceRule } from "../../rule";

export const fsxBackupTags = resourceRule({
  id: "FSX-03",
  name: "fsx-backup-tags",
  title: "Backups of file systems carry their file system's tags",
  severity: "low",
  rationale: "A backup without tags is on nobody's bill, and outlives what would tell whose it was.",
  remediation: "Set `copyTagsToBackups` to true. FSx cannot change it afterwards: it replaces the file system.",
  controls: { fsbp: ["FSx.1"] },
  types: [aws.lustre, aws.openZfs, aws.windowsFileSystem],
  check: (fileSystem) => {
    if (fileSystem.at("automaticBackupRetentionDays").or(0).atMost(0) === "yes") return [];
    const copied = fileSystem.at("copyTagsToBackups");
    return [must(copied.or(false).isTrue, "its backups have no tags", copied)];
  },
});
