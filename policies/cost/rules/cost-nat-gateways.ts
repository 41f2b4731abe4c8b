import { aws } from "../../aws/types";
import { must, stackRule } from "../../rule";
import { truthOf } from "../../../plan/property";

export const costNatGateways = stackRule({
  id: "COST-09",
  name: "cost-nat-gateways",
  title: "No more NAT gateways than the environment needs",
  severity: "low",
  rationale:
    "A NAT gateway is billed by the hour, needed or not. Production needs one a zone; development survives the loss of its only one.",
  remediation:
    "Share one NAT gateway among the zones outside production: in the stack file, `network.natGateways: single`.",
  controls: {},
  parameters: {
    most: {
      description: "Most NAT gateways of one VPC.",
      schema: { type: "integer", minimum: 0 },
      weaker: "higher",
      default: 6,
      byEnvironment: { staging: 3, development: 1 },
    },
  },
  check: (graph, { parameters }) => {
    const gateways = graph
      .ofType(aws.natGateway)
      .filter((gateway) => gateway.at("connectivityType").text !== "private");
    if (gateways.length === 0) return [];
    return [
      must(truthOf(gateways.length <= parameters.most), `${gateways.length} NAT gateways, above ${parameters.most}`),
    ];
  },
});
