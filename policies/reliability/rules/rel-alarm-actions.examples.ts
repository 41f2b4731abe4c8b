import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const alarm = (inputs: PropertyMap) => [{ type: aws.metricAlarm, name: "errors", inputs }];

export const examples: RuleExamples = {
  good: [{ title: "A topic that is still to be made", resources: alarm({ alarmActions: [unknown] }) }],
  bad: [
    { title: "Nobody", resources: alarm({}), at: ["errors"] },
    { title: "Switched off", resources: alarm({ alarmActions: [unknown], actionsEnabled: false }), at: ["errors"] },
  ],
  undetermined: [{ title: "Decided elsewhere", resources: alarm({ alarmActions: unknown }), at: ["errors"] }],
};
