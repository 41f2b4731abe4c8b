import { aws } from "../../aws/types";
import { type ExampleResource, type RuleExamples, unknown } from "../../examples";
import type { PropertyValue } from "../../../plan/graph";

const efa = (cards: number) => [
  { networkCardIndex: 0, deviceIndex: 0, interfaceType: "interface" },
  ...Array.from({ length: cards }, (_, card) => ({
    networkCardIndex: card,
    deviceIndex: card === 0 ? 1 : 0,
    interfaceType: "efa-only",
  })),
];
const pool = (networkInterfaces: PropertyValue, instanceType = "p5.48xlarge"): ExampleResource[] => [
  { type: aws.launchTemplate, name: "template", inputs: { instanceType, networkInterfaces } },
  { type: aws.nodeGroup, name: "pool", references: { launchTemplate: ["template"] } },
];

export const examples: RuleExamples = {
  good: [
    { title: "All 32 cards of a p5.48xlarge", resources: pool(efa(32)) },
    { title: "A type for serving, without its fabric", resources: pool(efa(0), "g6e.12xlarge") },
  ],
  bad: [
    { title: "One card", resources: pool(efa(1)), at: ["template"] },
    { title: "No fabric at all", resources: pool([]), at: ["template"] },
  ],
  undetermined: [{ title: "Decided elsewhere", resources: pool(unknown), at: ["pool"] }],
};
