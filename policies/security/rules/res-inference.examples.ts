import { aws } from "../../aws/types";
import { kubernetes } from "../../kubernetes/types";
import { type ExampleResource, type RuleExamples, unknown } from "../../examples";
import { dataIn } from "../residencyExamples";

const pod = (value: string): ExampleResource[] => [
  {
    type: kubernetes.pod,
    name: "chat",
    inputs: { spec: { containers: [{ name: "chat", env: [{ name: "MODEL", value }] }] } },
  },
];
const allowed = (Resource: string): ExampleResource[] => [
  {
    type: aws.rolePolicy,
    name: "invoke",
    inputs: { policy: JSON.stringify({ Statement: [{ Effect: "Allow", Action: "bedrock:InvokeModel", Resource }] }) },
  },
];
const profile = "eu.anthropic.claude-sonnet-4-5-20250929-v1:0";

export const examples: RuleExamples = {
  good: [
    { title: "The union's own inference profile", resources: [...dataIn("eu"), ...pod(profile)] },
    {
      title: "An endpoint in the union",
      resources: [...dataIn("eu"), ...pod("https://bedrock-runtime.eu-central-1.amazonaws.com")],
    },
    {
      title: "IAM lets through to the union alone",
      resources: [...dataIn("eu"), ...allowed("arn:aws:bedrock:eu-west-1::foundation-model/*")],
    },
  ],
  bad: [
    {
      title: "Whichever region has room",
      resources: [...dataIn("eu"), ...pod(profile.replace("eu.", "global."))],
      at: ["chat"],
    },
    {
      title: "An endpoint abroad",
      resources: [...dataIn("eu"), ...pod("https://bedrock-runtime.us-east-1.amazonaws.com")],
      at: ["chat"],
    },
    {
      title: "IAM lets through to a model abroad",
      resources: [...dataIn("eu"), ...allowed("arn:aws:bedrock:us-east-1::foundation-model/*")],
      at: ["invoke"],
    },
    {
      title: "An application's profile over a geographic one",
      resources: [
        ...dataIn("eu"),
        {
          type: aws.inferenceProfile,
          name: "assistant",
          inputs: {
            modelSource: {
              copyFrom: "arn:aws:bedrock:eu-west-1:111122223333:inference-profile/us.amazon.nova-pro-v1:0",
            },
          },
        },
      ],
      at: ["assistant"],
    },
  ],
  undetermined: [
    {
      title: "A profile of another stack",
      resources: [
        ...dataIn("eu"),
        { type: aws.inferenceProfile, name: "assistant", inputs: { modelSource: { copyFrom: unknown } } },
      ],
      at: ["assistant"],
    },
  ],
};
