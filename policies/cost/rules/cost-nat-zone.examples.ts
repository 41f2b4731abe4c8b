import { aws } from "../../aws/types";
import type { ExampleResource, RuleExamples } from "../../examples";

const zone = (id: string, gateway: string): ExampleResource[] => [
  { type: aws.subnet, name: `public-${id}`, inputs: { availabilityZoneId: id } },
  { type: aws.subnet, name: `private-${id}`, inputs: { availabilityZoneId: id } },
  { type: aws.natGateway, name: `nat-${id}`, references: { subnetId: [`public-${id}`] } },
  { type: aws.routeTable, name: `table-${id}` },
  {
    type: aws.routeTableAssociation,
    name: `association-${id}`,
    references: { subnetId: [`private-${id}`], routeTableId: [`table-${id}`] },
  },
  {
    type: aws.route,
    name: `out-${id}`,
    inputs: { destinationCidrBlock: "0.0.0.0/0" },
    references: { routeTableId: [`table-${id}`], natGatewayId: [`nat-${gateway}`] },
  },
];

export const examples: RuleExamples = {
  good: [{ title: "Each by its own", resources: [...zone("use1-az4", "use1-az4"), ...zone("use1-az6", "use1-az6")] }],
  bad: [
    {
      title: "Both by the first",
      resources: [...zone("use1-az4", "use1-az4"), ...zone("use1-az6", "use1-az4")],
      at: ["out-use1-az6"],
    },
  ],
};
