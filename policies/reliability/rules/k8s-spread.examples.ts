import { kubernetes } from "../../kubernetes/types";
import { type ExampleResource, type RuleExamples, unknown } from "../../examples";
import type { PropertyMap, PropertyValue } from "../../../plan/graph";

const server = (spec: PropertyMap, replicas: PropertyValue = 2): ExampleResource[] => [
  {
    type: kubernetes.deployment,
    name: "chat",
    inputs: {
      metadata: { name: "chat" },
      spec: { replicas, template: { spec: { containers: [{ name: "server" }], ...spec } } },
    },
  },
];
const by = (topologyKey: string) =>
  server({ topologySpreadConstraints: [{ topologyKey, maxSkew: 1, whenUnsatisfiable: "DoNotSchedule" }] });

export const examples: RuleExamples = {
  good: [
    { title: "Over zones", resources: by("topology.kubernetes.io/zone") },
    { title: "Over nodes", resources: by("kubernetes.io/hostname") },
    {
      title: "Away from each other",
      resources: server({ affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [] } } }),
    },
    { title: "A single replica", resources: server({}, 1) },
  ],
  bad: [
    { title: "Wherever the scheduler puts them", resources: server({}), at: ["chat"] },
    { title: "By a label of the program's own", resources: by("example.com/color"), at: ["chat"] },
  ],
  undetermined: [
    { title: "Decided elsewhere", resources: server({ topologySpreadConstraints: unknown }), at: ["chat"] },
  ],
};
