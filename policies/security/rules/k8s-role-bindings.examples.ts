import { kubernetes } from "../../kubernetes/types";
import { type RuleExamples, unknown } from "../../examples";

const binding = (name: string, subject: string) => [
  {
    type: kubernetes.clusterRoleBinding,
    name: "binding",
    inputs: { roleRef: { kind: "ClusterRole", name }, subjects: [{ kind: "Group", name: subject }] },
  },
];

export const examples: RuleExamples = {
  good: [{ title: "A role for a team", resources: binding("aidc-researcher", "aidc:research:researcher") }],
  bad: [
    { title: "An administrator", resources: binding("cluster-admin", "aidc:research:operator"), at: ["binding"] },
    { title: "Everybody", resources: binding("aidc-viewer", "system:authenticated"), at: ["binding"] },
  ],
  undetermined: [
    { title: "A role named elsewhere", resources: binding(unknown, "aidc:research:viewer"), at: ["binding"] },
  ],
};
