import { kubernetes } from "../../kubernetes/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const release = (inputs: PropertyMap) => [{ type: kubernetes.charts[0], name: "kueue", inputs }];

export const examples: RuleExamples = {
  good: [
    { title: "Pinned", resources: release({ chart: "kueue", version: "0.14.4" }) },
    { title: "A folder of the program", resources: release({ chart: "./charts/kueue" }) },
  ],
  bad: [{ title: "Whatever is newest", resources: release({ chart: "kueue" }), at: ["kueue"] }],
  undetermined: [{ title: "A chart named elsewhere", resources: release({ chart: unknown }), at: ["kueue"] }],
};
