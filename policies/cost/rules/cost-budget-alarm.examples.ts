import { aws } from "../../aws/types";
import { type ExampleResource, type RuleExamples, unknown } from "../../examples";
import type { PropertyValue } from "../../../plan/graph";

const pool: ExampleResource = { type: aws.nodeGroup, name: "pool" };
const budget = (notifications: PropertyValue): ExampleResource => ({
  type: aws.budget,
  name: "budget",
  inputs: { notifications },
});

export const examples: RuleExamples = {
  good: [
    { title: "Told to a topic", resources: [pool, budget([{ threshold: 80, subscriberSnsTopicArns: [unknown] }])] },
  ],
  bad: [
    { title: "No budget", resources: [pool], at: [] },
    { title: "A budget that tells nobody", resources: [pool, budget([])], at: ["budget"] },
  ],
  undetermined: [{ title: "Decided elsewhere", resources: [pool, budget(unknown)], at: ["budget"] }],
};
