import { aws } from "../../aws/types";
import { type ExampleResource, type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const networkInterfaces = [{ networkCardIndex: 0, deviceIndex: 0, interfaceType: "efa" }];
const pool = (placed: boolean, strategy = "cluster", inputs: PropertyMap = {}): ExampleResource[] => [
  { type: aws.placementGroup, name: "placement", inputs: { strategy } },
  {
    type: aws.launchTemplate,
    name: "template",
    inputs: {
      instanceType: "p5.48xlarge",
      networkInterfaces,
      ...(placed && { placement: { groupName: unknown } }),
      ...inputs,
    },
    ...(placed && { references: { placement: ["placement"] } }),
  },
  { type: aws.nodeGroup, name: "pool", references: { launchTemplate: ["template"] } },
];
const capacityReservationTarget = { capacityReservationId: "cr-0123456789abcdef0" };

export const examples: RuleExamples = {
  good: [
    { title: "A cluster placement group", resources: pool(true) },
    {
      title: "Where a reservation is",
      resources: pool(false, "cluster", { capacityReservationSpecification: { capacityReservationTarget } }),
    },
  ],
  bad: [
    { title: "Nowhere in particular", resources: pool(false), at: ["template"] },
    { title: "Spread out", resources: pool(true, "spread"), at: ["placement"] },
  ],
  undetermined: [{ title: "Decided elsewhere", resources: pool(true, unknown), at: ["placement"] }],
};
