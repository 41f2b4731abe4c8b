import { kubernetes } from "../../kubernetes/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const role = (...rules: PropertyMap[]) => [{ type: kubernetes.clusterRole, name: "role", inputs: { rules } }];

export const examples: RuleExamples = {
  good: [
    { title: "Jobs", resources: role({ apiGroups: ["batch"], resources: ["jobs"], verbs: ["get", "create"] }) },
    {
      title: "One secret",
      resources: role({ apiGroups: [""], resources: ["secrets"], resourceNames: ["registry"], verbs: ["get"] }),
    },
  ],
  bad: [
    { title: "Everything", resources: role({ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }), at: ["role"] },
    {
      title: "Every secret",
      resources: role({ apiGroups: [""], resources: ["secrets"], verbs: ["list"] }),
      at: ["role"],
    },
    {
      title: "Anybody's name",
      resources: role({ apiGroups: [""], resources: ["users"], verbs: ["impersonate"] }),
      at: ["role"],
    },
  ],
  undetermined: [
    {
      title: "Decided elsewhere",
      resources: role({ apiGroups: [""], resources: unknown, verbs: ["get"] }),
      at: ["role"],
    },
  ],
};
