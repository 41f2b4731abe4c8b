import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";

const gateway = (inputs: Record<string, string>) => [{ type: aws.transitGateway, name: "hub", inputs }];
const closed = { defaultRouteTableAssociation: "disable", defaultRouteTablePropagation: "disable" };

export const examples: RuleExamples = {
  good: [{ title: "Tables of one's own", resources: gateway(closed) }],
  bad: [
    { title: "AWS's defaults", resources: gateway({}), at: ["hub"] },
    {
      title: "One table for all",
      resources: gateway({ ...closed, defaultRouteTableAssociation: "enable" }),
      at: ["hub"],
    },
    {
      title: "Strangers are let in",
      resources: gateway({ ...closed, autoAcceptSharedAttachments: "enable" }),
      at: ["hub"],
    },
  ],
  undetermined: [
    {
      title: "Decided elsewhere",
      resources: gateway({ ...closed, defaultRouteTablePropagation: unknown }),
      at: ["hub"],
    },
  ],
};
