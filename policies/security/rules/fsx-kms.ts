import { ownKey } from "../../aws/keys";
import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { resourceRule } from "../../rule";
import type { GraphResource } from "../../../plan/graph";

export const fsxKms = resourceRule({
  id: "FSX-01",
  name: "fsx-kms",
  title: "File systems of FSx encrypt with a key of the account's own",
  severity: "high",
  rationale:
    "FSx always encrypts; with AWS' key, whoever may use the account's FSx may restore a backup of it elsewhere.",
  remediation:
    "Set `kmsKeyId`. A scratch file system of Lustre takes none: make it persistent, or list it as an exception.",
  controls: { ...safeguards.encryptionAtRest },
  types: [aws.lustre, aws.ontap, aws.openZfs, aws.windowsFileSystem],
  check: (fileSystem) => {
    // Lustre's scratch deployments refuse a key.
    if (fileSystem.at("deploymentType").or("SCRATCH_1").is("SCRATCH_1", "SCRATCH_2") === "yes" && isLustre(fileSystem))
      return [];
    return [ownKey(fileSystem.at("kmsKeyId"), "the file system names")];
  },
});

const isLustre = ({ type }: GraphResource) => type === aws.lustre;
