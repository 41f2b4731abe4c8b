import { aws } from "../../aws/types";
import { must, resourceRule } from "../../rule";
import { truthOf } from "../../../plan/property";

export const relAlarmActions = resourceRule({
  id: "REL-05",
  name: "rel-alarm-actions",
  title: "Every alarm tells somebody",
  severity: "medium",
  rationale: "An alarm without an action is a colour on a page that nobody has open.",
  remediation: "Set `alarmActions` to a topic; leave `actionsEnabled` on.",
  controls: { nist80053: ["SI-4", "IR-6"], soc2: ["CC7.3"], fsbp: ["CloudWatch.15", "CloudWatch.17"] },
  types: [aws.metricAlarm, aws.compositeAlarm],
  check: (alarm) => {
    const [actions, enabled] = [alarm.at("alarmActions"), alarm.at("actionsEnabled")];
    return [
      must(actions.isUnknown ? "unknown" : truthOf(actions.elements.length > 0), "the alarm tells nobody", actions),
      must(enabled.or(true).isTrue, "the alarm's actions are off", enabled),
    ];
  },
});
