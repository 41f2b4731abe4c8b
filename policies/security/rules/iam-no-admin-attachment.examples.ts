import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";

const attachment = (policyArn: string) => [
  { type: aws.rolePolicyAttachment, name: "attachment", inputs: { role: "training", policyArn } },
];

export const examples: RuleExamples = {
  good: [
    { title: "A policy for a service", resources: attachment("arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore") },
    { title: "A policy that is still to be made", resources: attachment(unknown) },
  ],
  bad: [
    {
      title: "An administrator",
      resources: attachment("arn:aws:iam::aws:policy/AdministratorAccess"),
      at: ["attachment"],
    },
    {
      title: "In a role's own list, in China",
      resources: [
        {
          type: aws.role,
          name: "training",
          inputs: { managedPolicyArns: ["arn:aws-cn:iam::aws:policy/PowerUserAccess"] },
        },
      ],
      at: ["training"],
    },
  ],
};
