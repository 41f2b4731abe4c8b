import { mayLiveIn } from "../../aws/residency";
import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";

/** By type, the property that names the region of the other end. */
const otherEnd: Record<string, string> = {
  [aws.vpcPeering]: "peerRegion",
  [aws.transitGatewayPeering]: "peerRegion",
  [aws.vpcEndpoint]: "serviceRegion",
};

/** Answer from wherever the user is. */
const everywhere = ["aws:cloudfront/distribution:Distribution", "aws:globalaccelerator/accelerator:Accelerator"];

export const resServices = resourceRule({
  id: "RES-06",
  name: "res-services",
  title: "Networks and shared services do not lead to where data may not live",
  severity: "high",
  rationale:
    "A network that reaches abroad carries whatever is put on it, and an edge service keeps copies at its edges.",
  remediation: "Peer with regions in the stack file's `residency`, and serve from the region itself.",
  controls: { ...safeguards.residency },
  types: [...Object.keys(otherEnd), ...everywhere],
  check: (resource, { facts }) => {
    if (facts.residency.length === 0) return [];
    const area = facts.residency.join(", ");
    if (everywhere.includes(resource.type)) return [must("no", `it answers from edges outside ${area}`)];
    const region = resource.at(otherEnd[resource.type] ?? "");
    return [must(mayLiveIn(region, facts), `it leads outside ${area}`, region)];
  },
});
