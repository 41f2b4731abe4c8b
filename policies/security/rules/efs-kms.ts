import { ownKey } from "../../aws/keys";
import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";

export const efsKms = resourceRule({
  id: "EFS-01",
  name: "efs-kms",
  title: "File systems of EFS are encrypted, with a key of the account's own",
  severity: "high",
  rationale: "EFS encrypts only where it is told to when the file system is made; later it is too late.",
  remediation: "Set `encrypted` to true and `kmsKeyId`.",
  controls: { ...safeguards.encryptionAtRest, cisAws: ["3.3.1"], fsbp: ["EFS.1"] },
  types: [aws.efs],
  check: (fileSystem) => {
    const encrypted = fileSystem.at("encrypted");
    return [
      must(encrypted.or(false).isTrue, "the file system is not encrypted", encrypted),
      ownKey(fileSystem.at("kmsKeyId"), "the file system names"),
    ];
  },
});
