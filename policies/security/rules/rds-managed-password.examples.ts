import { aws } from "../../aws/types";
import { type ExampleResource, type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const aurora = (inputs: PropertyMap): ExampleResource[] => [{ type: aws.rdsCluster, name: "metadata", inputs }];

/** A cluster that a global database is made of. */
const global = (inputs: PropertyMap): ExampleResource[] => [
  ...aurora(inputs),
  {
    type: "aws:rds/globalCluster:GlobalCluster",
    name: "global",
    inputs: { sourceDbClusterIdentifier: unknown },
    references: { sourceDbClusterIdentifier: ["metadata"] },
  },
];

export const examples: RuleExamples = {
  good: [
    { title: "Managed", resources: aurora({ masterUsername: "root", manageMasterUserPassword: true }) },
    { title: "Global, written once from a secret", resources: global({ masterPasswordWo: unknown }) },
  ],
  bad: [
    {
      title: "In the program",
      resources: aurora({ masterUsername: "root", masterPassword: unknown }),
      at: ["metadata"],
    },
    { title: "Global, and in the state", resources: global({ masterPassword: unknown }), at: ["metadata"] },
  ],
  undetermined: [
    { title: "Decided elsewhere", resources: aurora({ manageMasterUserPassword: unknown }), at: ["metadata"] },
  ],
};
