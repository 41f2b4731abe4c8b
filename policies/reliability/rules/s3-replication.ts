import wildcard from "wildcard-match";
import { bucketTypes, settingsOf } from "../../aws/buckets";
import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { graphRule, must } from "../../rule";
import type { GraphResource } from "../../../plan/graph";
import { allOf, type Property, type Truth } from "../../../plan/property";

export const s3Replication = graphRule({
  id: "S3-05",
  name: "s3-replication",
  title: "A bucket's copy is whole, and made where the organisation asks for one",
  severity: "medium",
  rationale:
    "Replication that is switched off, or that leaves out what a KMS key encrypts, as S3 does by default, is found out on the day it is needed.",
  remediation:
    'Give the bucket an `aws.s3.BucketReplicationConfig` with a rule of status "Enabled"; under a KMS key also `sourceSelectionCriteria.sseKmsEncryptedObjects` and the destination\'s `replicaKmsKeyId`.',
  controls: { ...safeguards.backup, fsbp: ["S3.7"] },
  types: bucketTypes,
  parameters: {
    buckets: {
      description: "Buckets that must have a copy: resources' names as patterns, where `*` stands for any characters.",
      schema: { type: "array", items: { type: "string" } },
      default: [] as string[],
    },
  },
  check: (bucket, _graph, { parameters }) => {
    const [replication] = settingsOf(bucket, aws.bucketReplication);
    if (!replication) {
      const wanted = parameters.buckets.length > 0 && wildcard(parameters.buckets, { separator: false })(bucket.name);
      return wanted ? [must("no", "what is in the bucket is lost with its region")] : [];
    }
    const rules = replication.at("rules");
    const enabled = rules.some((rule) => rule.at("status").is("Enabled"));
    const requirement = must(enabled, "no rule of its replication is enabled", rules, replication);
    if (!isUnderKey(bucket)) return [requirement];
    return [requirement, must(rules.some(takesEncrypted), "what a KMS key encrypts is left out", rules, replication)];
  },
});

function isUnderKey(bucket: GraphResource): boolean {
  return settingsOf(bucket, aws.bucketEncryption).some((encryption) => {
    const algorithm = (rule: Property) => rule.at("applyServerSideEncryptionByDefault", "sseAlgorithm");
    return encryption.at("rules").some((rule) => algorithm(rule).is("aws:kms", "aws:kms:dsse")) === "yes";
  });
}

const takesEncrypted = (rule: Property): Truth =>
  allOf([
    rule.at("sourceSelectionCriteria", "sseKmsEncryptedObjects", "status").is("Enabled"),
    rule.at("destination", "encryptionConfiguration", "replicaKmsKeyId").isPresent ? "yes" : "no",
  ]);
