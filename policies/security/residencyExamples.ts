import type { ExampleResource } from "../examples";
import { stackComponents } from "../stackFacts";

/** A region whose data may not leave the areas. */
export const dataIn = (...residency: string[]): ExampleResource[] => [
  {
    type: stackComponents[0],
    name: "region",
    inputs: { region: "eu-central-1", environment: "production", residency },
  },
];
