import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";

export const netTransitDefaults = resourceRule({
  id: "NET-10",
  name: "net-transit-defaults",
  title: "A transit gateway joins nothing by itself",
  severity: "high",
  rationale:
    "With a default route table, whatever is attached reaches all else that is: production, development, sites.",
  remediation:
    'Set `defaultRouteTableAssociation` and `defaultRouteTablePropagation` to "disable", leave `autoAcceptSharedAttachments` off, and associate each attachment with its own table.',
  controls: { ...safeguards.boundary },
  types: [aws.transitGateway],
  check: (gateway) => {
    const association = gateway.at("defaultRouteTableAssociation").or("enable");
    const propagation = gateway.at("defaultRouteTablePropagation").or("enable");
    const acceptance = gateway.at("autoAcceptSharedAttachments").or("disable");
    return [
      must(association.is("disable"), "attachments are put in one table", association),
      must(propagation.is("disable"), "attachments tell all others of themselves", propagation),
      must(acceptance.is("disable"), "other accounts' attachments are accepted unseen", acceptance),
    ];
  },
});
