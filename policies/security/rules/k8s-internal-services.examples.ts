import { kubernetes } from "../../kubernetes/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const service = (type: string, annotations: PropertyMap = {}) => [
  { type: kubernetes.service, name: "chat", inputs: { metadata: { annotations }, spec: { type } } },
];
const scheme = "service.beta.kubernetes.io/aws-load-balancer-scheme";

export const examples: RuleExamples = {
  good: [
    { title: "Inside the cluster", resources: service("ClusterIP") },
    { title: "Inside the VPC", resources: service("LoadBalancer", { [scheme]: "internal" }) },
  ],
  bad: [
    { title: "A load balancer on the internet", resources: service("LoadBalancer"), at: ["chat"] },
    { title: "A port of every node", resources: service("NodePort"), at: ["chat"] },
  ],
  undetermined: [{ title: "Decided elsewhere", resources: service(unknown), at: ["chat"] }],
};
