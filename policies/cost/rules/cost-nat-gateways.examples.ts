import { aws } from "../../aws/types";
import type { ExampleResource, RuleExamples } from "../../examples";

const gateways = (count: number): ExampleResource[] =>
  Array.from({ length: count }, (_, zone) => ({ type: aws.natGateway, name: `nat-${zone}` }));

export const examples: RuleExamples = {
  parameters: { most: 1 },
  good: [{ title: "One for all zones", resources: gateways(1) }],
  bad: [{ title: "One a zone", resources: gateways(3), at: [] }],
};
