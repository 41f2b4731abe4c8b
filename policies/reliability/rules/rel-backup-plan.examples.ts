import { aws } from "../../aws/types";
import { type ExampleResource, type RuleExamples, unknown } from "../../examples";

const stack = { "aidc:stack": "prod" };
const table = (tagsAll: Record<string, string>): ExampleResource => ({
  type: aws.table,
  name: "runs",
  inputs: { tagsAll },
});
const selection = (value: string): ExampleResource => ({
  type: aws.backupSelection,
  name: "stores",
  inputs: { selectionTags: [{ type: "STRINGEQUALS", key: "aidc:stack", value }] },
});

export const examples: RuleExamples = {
  good: [
    { title: "Selected by the stack's tag", resources: [table(stack), selection("prod")] },
    {
      title: "Named by a selection",
      resources: [
        { type: aws.rdsCluster, name: "metadata" },
        { type: aws.backupSelection, name: "stores", references: { resources: ["metadata"] } },
      ],
    },
  ],
  bad: [
    { title: "No plan", resources: [table(stack)], at: ["runs"] },
    { title: "The tag dropped", resources: [table({}), selection("prod")], at: ["runs"] },
    { title: "Another stack's plan", resources: [table(stack), selection("staging")], at: ["runs"] },
  ],
  undetermined: [{ title: "Decided elsewhere", resources: [table(stack), selection(unknown)], at: ["runs"] }],
};
