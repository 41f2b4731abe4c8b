import { aws } from "../../aws/types";
import { kubernetes } from "../../kubernetes/types";
import { type RuleExamples, unknown } from "../../examples";

const template = (associatePublicIpAddress: string) => [
  {
    type: aws.launchTemplate,
    name: "node",
    inputs: { networkInterfaces: [{ deviceIndex: 0, associatePublicIpAddress }] },
  },
];

export const examples: RuleExamples = {
  good: [
    { title: "Said in the template", resources: template("false") },
    { title: "Left to a private subnet", resources: [{ type: aws.launchTemplate, name: "node" }] },
  ],
  bad: [
    {
      title: "Karpenter's nodes with addresses",
      resources: [
        { type: kubernetes.ec2NodeClass, name: "burst", inputs: { spec: { associatePublicIPAddress: true } } },
      ],
      at: ["burst"],
    },
    { title: "Said in the template", resources: template("true"), at: ["node"] },
    {
      title: "A single instance",
      resources: [{ type: aws.instance, name: "bastion", inputs: { associatePublicIpAddress: true } }],
      at: ["bastion"],
    },
  ],
  undetermined: [{ title: "Decided elsewhere", resources: template(unknown), at: ["node"] }],
};
