import { aws } from "../../aws/types";
import type { RuleExamples } from "../../examples";

const gateway = { type: aws.transitGateway, name: "hub" };

export const examples: RuleExamples = {
  good: [
    {
      title: "With a flow log",
      resources: [gateway, { type: aws.flowLog, name: "flows", references: { transitGatewayId: ["hub"] } }],
    },
  ],
  bad: [{ title: "No flow log", resources: [gateway], at: ["hub"] }],
};
