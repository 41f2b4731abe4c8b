import { aws } from "../../aws/types";
import { type ExampleResource, type RuleExamples, unknown } from "../../examples";
import { dataIn } from "../residencyExamples";

const copied = (destinationVaultArn: string): ExampleResource[] => [
  {
    type: aws.backupPlan,
    name: "nightly",
    inputs: { rules: [{ targetVaultName: "vault", copyActions: [{ destinationVaultArn }] }] },
  },
];
const inStack = (region: string): ExampleResource[] => [
  { type: aws.backupVault, name: "copies", inputs: { region } },
  { ...(copied(unknown)[0] as ExampleResource), references: { rules: ["copies"] } },
];
const arn = (region: string) => `arn:aws:backup:${region}:111122223333:backup-vault:copies`;

export const examples: RuleExamples = {
  good: [
    { title: "A vault of the union", resources: [...dataIn("eu"), ...copied(arn("eu-west-1"))] },
    { title: "A vault that is still to be made there", resources: [...dataIn("eu"), ...inStack("eu-north-1")] },
  ],
  bad: [
    { title: "A vault abroad", resources: [...dataIn("eu"), ...copied(arn("us-west-2"))], at: ["nightly"] },
    { title: "Still to be made, abroad", resources: [...dataIn("eu"), ...inStack("us-west-2")], at: ["nightly"] },
  ],
  undetermined: [
    { title: "A vault of another stack", resources: [...dataIn("eu"), ...copied(unknown)], at: ["nightly"] },
  ],
};
