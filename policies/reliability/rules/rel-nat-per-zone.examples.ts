import { aws } from "../../aws/types";
import { type ExampleResource, type RuleExamples, unknown } from "../../examples";

const zone = (id: string, gateway: string): ExampleResource[] => [
  { type: aws.subnet, name: `private-${id}`, inputs: { availabilityZoneId: id } },
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
    references: { routeTableId: [`table-${id}`], natGatewayId: [gateway] },
  },
];
const gateway = (id: string): ExampleResource[] => [
  { type: aws.subnet, name: `public-${id}`, inputs: { availabilityZoneId: id } },
  { type: aws.natGateway, name: `nat-${id}`, references: { subnetId: [`public-${id}`] } },
];

export const examples: RuleExamples = {
  good: [
    {
      title: "Each by its own",
      resources: [
        ...gateway("use1-az4"),
        ...gateway("use1-az6"),
        ...zone("use1-az4", "nat-use1-az4"),
        ...zone("use1-az6", "nat-use1-az6"),
      ],
    },
    {
      title: "A Local Zone by that of the zone it hangs on",
      resources: [
        ...gateway("use1-az4"),
        ...gateway("use1-az6"),
        ...zone("use1-bos1-az1", "nat-use1-az4"),
        ...zone("use1-mci1-az1", "nat-use1-az6"),
      ],
    },
  ],
  bad: [
    {
      title: "A Local Zone by another zone's",
      resources: [...gateway("use1-az6"), ...zone("use1-bos1-az1", "nat-use1-az6")],
      at: ["out-use1-bos1-az1"],
    },
    {
      title: "One for all",
      resources: [...gateway("use1-az4"), ...zone("use1-az4", "nat-use1-az4"), ...zone("use1-az6", "nat-use1-az4")],
      at: ["out-use1-az6"],
    },
  ],
  undetermined: [
    {
      title: "A gateway in a subnet of another stack",
      resources: [{ type: aws.natGateway, name: "nat", inputs: { subnetId: unknown } }, ...zone("use1-az4", "nat")],
      at: ["out-use1-az4"],
    },
  ],
};
