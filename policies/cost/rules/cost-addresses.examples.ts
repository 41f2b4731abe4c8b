import { aws } from "../../aws/types";
import type { ExampleResource, RuleExamples } from "../../examples";

const eip: ExampleResource = { type: aws.eip, name: "nat", inputs: { domain: "vpc" } };

export const examples: RuleExamples = {
  good: [
    {
      title: "A NAT gateway's",
      resources: [eip, { type: aws.natGateway, name: "nat-gateway", references: { allocationId: ["nat"] } }],
    },
  ],
  bad: [{ title: "Nobody's", resources: [eip], at: ["nat"] }],
};
