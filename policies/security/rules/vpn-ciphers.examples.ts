import type { PropertyMap } from "../../../plan/graph";
import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";

const strong = (tunnel: number): PropertyMap => ({
  [`tunnel${tunnel}IkeVersions`]: ["ikev2"],
  [`tunnel${tunnel}Phase1EncryptionAlgorithms`]: ["AES256-GCM-16"],
  [`tunnel${tunnel}Phase2EncryptionAlgorithms`]: ["AES256-GCM-16"],
  [`tunnel${tunnel}Phase1IntegrityAlgorithms`]: ["SHA2-384"],
  [`tunnel${tunnel}Phase2IntegrityAlgorithms`]: ["SHA2-384"],
  [`tunnel${tunnel}Phase1DhGroupNumbers`]: [20],
  [`tunnel${tunnel}Phase2DhGroupNumbers`]: [20],
});
const vpn = (inputs: PropertyMap) => [{ type: aws.vpnConnection, name: "site", inputs }];
const both = { ...strong(1), ...strong(2) };

export const examples: RuleExamples = {
  good: [{ title: "Both tunnels alike", resources: vpn(both) }],
  bad: [
    { title: "AWS's defaults", resources: vpn({}), at: ["site"] },
    { title: "The second tunnel forgotten", resources: vpn(strong(1)), at: ["site"] },
    {
      title: "SHA-1 beside the others",
      resources: vpn({ ...both, tunnel2Phase1IntegrityAlgorithms: ["SHA2-384", "SHA1"] }),
      at: ["site"],
    },
  ],
  undetermined: [
    { title: "Decided elsewhere", resources: vpn({ ...both, tunnel1IkeVersions: unknown }), at: ["site"] },
  ],
};
