import { bucketTypes } from "../../aws/buckets";
import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";
import { truthOf } from "../../../plan/property";

export const relProtectedState = resourceRule({
  id: "REL-09",
  name: "rel-protected-state",
  title: "What hurts to lose is protected from the program itself",
  severity: "high",
  rationale:
    "A renamed resource, a merged branch or `pulumi destroy` in the wrong folder deletes a store as readily as a tag.",
  remediation: "Set the resource option `protect`; take it off, in a change of its own, before the resource is to go.",
  controls: { ...safeguards.deletionGuard },
  types: [...bucketTypes, aws.table, aws.rdsCluster, aws.rdsInstance, aws.efs, aws.backupVault],
  parameters: {
    required: {
      description: "Whether stores must have Pulumi's `protect` option.",
      schema: { type: "boolean" },
      weaker: "lower",
      default: true,
      byEnvironment: { development: false },
    },
  },
  check: (store, { parameters }) =>
    parameters.required
      ? [must(truthOf(store.protect), "a change of the program may delete it: it is not protected")]
      : [],
});
