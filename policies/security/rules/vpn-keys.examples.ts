import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";

const vpn = (inputs: Record<string, string>) => [{ type: aws.vpnConnection, name: "site", inputs }];
const managed = { presharedKeyStorage: "SecretsManager" };

export const examples: RuleExamples = {
  good: [{ title: "Keys that nobody writes", resources: vpn(managed) }],
  bad: [
    { title: "A key in the clear", resources: vpn({ ...managed, tunnel1PresharedKey: "correct.horse" }), at: ["site"] },
    { title: "Keys in the configuration", resources: vpn({}), at: ["site"] },
  ],
  undetermined: [{ title: "Decided elsewhere", resources: vpn({ presharedKeyStorage: unknown }), at: ["site"] }],
};
