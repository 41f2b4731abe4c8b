import { aws } from "../../aws/types";
import { kubernetes } from "../../kubernetes/types";
import { type RuleExamples, unknown } from "../../examples";

const template = (volumeType: string, volumeSize = 100, tags = {}) => [
  {
    type: aws.launchTemplate,
    name: "node",
    inputs: { blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { volumeSize, volumeType } }], tags },
  },
];
const storageClass = (type: string) => [
  { type: kubernetes.storageClass, name: "volumes", inputs: { provisioner: "ebs.csi.aws.com", parameters: { type } } },
];

export const examples: RuleExamples = {
  good: [
    { title: "gp3", resources: template("gp3") },
    { title: "A storage class of gp3", resources: storageClass("gp3") },
    {
      title: "gp2 at the edge, where not every place has gp3",
      resources: template("gp2", 100, { "aidc:edge": "boston" }),
    },
  ],
  bad: [
    { title: "gp2", resources: template("gp2"), at: ["node"] },
    {
      title: "EBS' default, which is gp2",
      resources: [{ type: aws.volume, name: "data", inputs: { size: 50 } }],
      at: ["data"],
    },
    { title: "A storage class of io1", resources: storageClass("io1"), at: ["volumes"] },
  ],
  undetermined: [{ title: "Decided elsewhere", resources: template(unknown), at: ["node"] }],
  remediated: [
    { title: "gp2 becomes gp3", resources: template("gp2"), becomes: template("gp3") },
    { title: "Where gp3 would be slower, gp2 stays", resources: template("gp2", 2000), becomes: template("gp2", 2000) },
  ],
};
