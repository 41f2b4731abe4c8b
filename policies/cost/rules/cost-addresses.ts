import { aws } from "../../aws/types";
import { graphRule, must } from "../../rule";
import { truthOf } from "../../../plan/property";

export const costAddresses = graphRule({
  id: "COST-13",
  name: "cost-addresses",
  title: "Every public address is in use",
  severity: "low",
  rationale: "An address is billed by the hour, also when nothing answers there.",
  remediation: "Attach the address to a NAT gateway, a load balancer or an instance, or remove it.",
  controls: { fsbp: ["EC2.12"] },
  types: [aws.eip],
  check: (eip) => {
    const attached = ["instance", "networkInterface"].some((property) => eip.at(property).isPresent);
    const used =
      eip.referrers(aws.natGateway, "allocationId").length > 0 ||
      eip.referrers(aws.eipAssociation, "allocationId").length > 0 ||
      eip.referrers(aws.loadBalancer, "subnetMappings").length > 0;
    return [must(truthOf(attached || used), "nothing answers at the address")];
  },
});
