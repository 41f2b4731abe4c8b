import { LaunchTemplate } from "@pulumi/aws/ec2";
import { Keys } from "aidc/components/security/keys";
import { accountId, region } from "./existing";

const { keys } = new Keys("ai", { region, accountId });

export const template = new LaunchTemplate("builder", {
  blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { encrypted: "true", kmsKeyId: keys.ebs.arn } }],
}).id;
