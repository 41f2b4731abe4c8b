import { bucketTypes } from "../../aws/buckets";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";
import { anyOf, not, truthOf } from "../../../plan/property";

export const s3NoForceDestroy = resourceRule({
  id: "S3-11",
  name: "s3-no-force-destroy",
  title: "A bucket with something in it cannot be destroyed",
  severity: "high",
  rationale:
    "The argument `forceDestroy` turns `pulumi destroy`, and any replacement, into the deletion of every version of every object.",
  remediation: "Leave `forceDestroy` off; empty the bucket, on purpose, before it is to go.",
  controls: { ...safeguards.deletionGuard },
  types: bucketTypes,
  parameters: {
    allowed: {
      description: "Whether buckets may be destroyed with what is in them.",
      schema: { type: "boolean" },
      weaker: "higher",
      default: false,
      byEnvironment: { development: true },
    },
  },
  check: (bucket, { parameters }) => {
    const force = bucket.at("forceDestroy");
    return [
      must(anyOf([truthOf(parameters.allowed), not(force.or(false).isTrue)]), "its objects go with the bucket", force),
    ];
  },
});
