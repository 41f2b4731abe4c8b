import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import { dataIn } from "../residencyExamples";

const provider = (region: string) => [{ type: aws.provider, name: "copies", inputs: { region } }];
const vault = (region: string) => [{ type: aws.backupVault, name: "vault", inputs: { region } }];

export const examples: RuleExamples = {
  good: [
    { title: "A provider of another region of the union", resources: [...dataIn("eu"), ...provider("eu-west-1")] },
    { title: "A country of its own besides", resources: [...dataIn("eu", "ch"), ...provider("eu-central-2")] },
    { title: "No residency named", resources: [...dataIn(), ...provider("us-east-1")] },
  ],
  bad: [
    {
      title: "A provider of a region in the same part of the world, outside the union",
      resources: [...dataIn("eu"), ...provider("eu-west-2")],
      at: ["copies"],
    },
    { title: "A vault abroad", resources: [...dataIn("eu"), ...vault("us-east-1")], at: ["vault"] },
  ],
  undetermined: [{ title: "Decided elsewhere", resources: [...dataIn("eu"), ...vault(unknown)], at: ["vault"] }],
};
