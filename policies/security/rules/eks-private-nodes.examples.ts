import { aws } from "../../aws/types";
import { type ExampleResource, type RuleExamples, unknown } from "../../examples";

const network = (route: ExampleResource): ExampleResource[] => [
  { type: aws.subnet, name: "nodes" },
  { type: aws.internetGateway, name: "internet" },
  { type: aws.natGateway, name: "nat" },
  { type: aws.routeTable, name: "table" },
  {
    type: aws.routeTableAssociation,
    name: "association",
    references: { subnetId: ["nodes"], routeTableId: ["table"] },
  },
  route,
  { type: aws.nodeGroup, name: "pool", inputs: { subnetIds: [unknown] }, references: { subnetIds: ["nodes"] } },
];
const route = (references: Record<string, string[]>): ExampleResource => ({
  type: aws.route,
  name: "default",
  inputs: { destinationCidrBlock: "0.0.0.0/0" },
  references: { routeTableId: ["table"], ...references },
});

export const examples: RuleExamples = {
  good: [{ title: "Out by a NAT gateway", resources: network(route({ natGatewayId: ["nat"] })) }],
  bad: [
    {
      title: "Out, and in, by an internet gateway",
      resources: network(route({ gatewayId: ["internet"] })),
      at: ["pool"],
    },
  ],
  undetermined: [
    {
      title: "Subnets of another stack",
      resources: [{ type: aws.nodeGroup, name: "pool", inputs: { subnetIds: [unknown] } }],
      at: ["pool"],
    },
  ],
};
