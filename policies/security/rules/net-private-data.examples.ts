import { aws } from "../../aws/types";
import { type ExampleResource, type RuleExamples, unknown } from "../../examples";

const store = (gateway: Record<string, string[]>): ExampleResource[] => [
  { type: aws.subnet, name: "data" },
  { type: aws.internetGateway, name: "internet" },
  { type: aws.natGateway, name: "nat" },
  { type: aws.routeTable, name: "table" },
  {
    type: aws.routeTableAssociation,
    name: "association",
    references: { subnetId: ["data"], routeTableId: ["table"] },
  },
  {
    type: aws.route,
    name: "default",
    inputs: { destinationCidrBlock: "0.0.0.0/0" },
    references: { routeTableId: ["table"], ...gateway },
  },
  { type: aws.lustre, name: "scratch", references: { subnetIds: ["data"] } },
];

export const examples: RuleExamples = {
  good: [{ title: "Out by a NAT gateway", resources: store({ natGatewayId: ["nat"] }) }],
  bad: [{ title: "In a public subnet", resources: store({ gatewayId: ["internet"] }), at: ["scratch"] }],
  undetermined: [
    {
      title: "A subnet of another stack",
      resources: [{ type: aws.lustre, name: "scratch", inputs: { subnetIds: unknown } }],
      at: ["scratch"],
    },
  ],
};
