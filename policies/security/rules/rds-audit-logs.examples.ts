import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const aurora = (inputs: PropertyMap) => [{ type: aws.rdsCluster, name: "metadata", inputs }];

export const examples: RuleExamples = {
  good: [{ title: "PostgreSQL's log", resources: aurora({ enabledCloudwatchLogsExports: ["postgresql"] }) }],
  bad: [{ title: "RDS' default", resources: aurora({}), at: ["metadata"] }],
  undetermined: [
    { title: "Decided elsewhere", resources: aurora({ enabledCloudwatchLogsExports: unknown }), at: ["metadata"] },
  ],
};
