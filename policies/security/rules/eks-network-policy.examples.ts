import { aws } from "../../aws/types";
import { type ExampleResource, type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const cluster = (addonName: string, inputs: PropertyMap = {}): ExampleResource[] => [
  { type: aws.cluster, name: "ai" },
  {
    type: aws.addon,
    name: "network",
    inputs: { addonName, ...inputs },
    references: { clusterName: ["ai"] },
  },
];

export const examples: RuleExamples = {
  good: [
    {
      title: "Enforced by the VPC CNI",
      resources: cluster("vpc-cni", { configurationValues: '{"enableNetworkPolicy":"true"}' }),
    },
  ],
  bad: [
    { title: "The add-on's default", resources: cluster("vpc-cni"), at: ["ai"] },
    { title: "Without a network plug-in of its own", resources: cluster("coredns"), at: ["ai"] },
    {
      title: "Switched off",
      resources: cluster("vpc-cni", { configurationValues: '{"enableNetworkPolicy":"false"}' }),
      at: ["ai"],
    },
  ],
  undetermined: [
    {
      title: "A configuration made of what is not known yet",
      resources: cluster("vpc-cni", { configurationValues: unknown }),
      at: ["ai"],
    },
  ],
};
