import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import { dataIn } from "../residencyExamples";

const endpoint = (serviceRegion: string) => [
  { type: aws.vpcEndpoint, name: "feature-store", inputs: { serviceRegion } },
];
const peering = (peerRegion: string) => [{ type: aws.transitGatewayPeering, name: "backbone", inputs: { peerRegion } }];

export const examples: RuleExamples = {
  good: [
    { title: "Peers in the union", resources: [...dataIn("eu"), ...peering("eu-west-1")] },
    { title: "A service of the region", resources: [...dataIn("eu"), { type: aws.vpcEndpoint, name: "s3" }] },
  ],
  bad: [
    {
      title: "A backbone that reaches abroad",
      resources: [...dataIn("eu"), ...peering("us-east-1")],
      at: ["backbone"],
    },
    {
      title: "A shared service abroad",
      resources: [...dataIn("eu"), ...endpoint("eu-west-2")],
      at: ["feature-store"],
    },
    {
      title: "Edges all over the world",
      resources: [...dataIn("eu"), { type: "aws:cloudfront/distribution:Distribution", name: "models" }],
      at: ["models"],
    },
  ],
  undetermined: [{ title: "Decided elsewhere", resources: [...dataIn("eu"), ...peering(unknown)], at: ["backbone"] }],
};
