import { aws } from "../../aws/types";
import { kubernetes } from "../../kubernetes/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const template = (ebs: Record<string, string | number>) => [
  { type: aws.key, name: "volumes" },
  {
    type: aws.launchTemplate,
    name: "node",
    inputs: { blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { volumeSize: 200, ...ebs } }] },
    references: { blockDeviceMappings: ["volumes"] },
  },
];

const nodeClass = (spec: PropertyMap) => [{ type: kubernetes.ec2NodeClass, name: "burst", inputs: { spec } }];
const karpenterVolume = (ebs: PropertyMap) =>
  nodeClass({ blockDeviceMappings: [{ deviceName: "/dev/xvda", rootVolume: true, ebs }] });

export const examples: RuleExamples = {
  good: [
    { title: "Encrypted with the stack's key", resources: template({ encrypted: "true", kmsKeyId: unknown }) },
    {
      title: "A volume by itself",
      resources: [{ type: aws.volume, name: "data", inputs: { encrypted: true, kmsKeyId: "alias/data" } }],
    },
    { title: "Karpenter's volumes", resources: karpenterVolume({ encrypted: true, kmsKeyID: unknown }) },
  ],
  bad: [
    { title: "Karpenter's volumes in the clear", resources: karpenterVolume({ kmsKeyID: unknown }), at: ["burst"] },
    { title: "Karpenter's default: AWS' key", resources: nodeClass({}), at: ["burst"] },
    { title: "Not encrypted", resources: template({ kmsKeyId: unknown }), at: ["node"] },
    { title: "AWS' key, in production", resources: template({ encrypted: "true" }), at: ["node"] },
    { title: "Whatever the image has", resources: [{ type: aws.launchTemplate, name: "node" }], at: ["node"] },
    {
      title: "A second volume in the clear, behind one that is not known yet",
      resources: [
        {
          type: aws.launchTemplate,
          name: "node",
          inputs: {
            blockDeviceMappings: [
              { deviceName: "/dev/xvda", ebs: { encrypted: unknown, kmsKeyId: unknown } },
              { deviceName: "/dev/xvdb", ebs: { encrypted: "false" } },
            ],
          },
        },
      ],
      at: ["node"],
    },
  ],
  undetermined: [
    {
      title: "Encryption decided elsewhere",
      resources: template({ encrypted: unknown, kmsKeyId: unknown }),
      at: ["node"],
    },
  ],
};
