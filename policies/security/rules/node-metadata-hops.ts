import { metadataOptionsOf } from "../../aws/metadata";
import { aws } from "../../aws/types";
import { kubernetes } from "../../kubernetes/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";
import { anyOf } from "../../../plan/property";

export const nodeMetadataHops = resourceRule({
  id: "NODE-02",
  name: "node-metadata-hops",
  title: "The metadata service's answers end on the node",
  severity: "medium",
  rationale:
    "With a second hop every pod can fetch the node's credentials, and with them what all pods on the node may do.",
  remediation: "Set `metadataOptions.httpPutResponseHopLimit` to 1. Pods that need AWS get a Pod Identity association.",
  controls: { ...safeguards.leastPrivilege, fsbp: ["AutoScaling.4"] },
  types: [aws.launchTemplate, aws.instance, kubernetes.ec2NodeClass],
  parameters: {
    maxHops: {
      description: "Most hops an answer may take.",
      schema: { type: "integer", minimum: 1, maximum: 64 },
      weaker: "higher",
      default: 1,
    },
  },
  check: (template, { parameters }) => {
    const { endpoint, hops } = metadataOptionsOf(template);
    // Absent, EC2's own default applies, which an account or an image may raise to 2.
    const few = anyOf([endpoint.is("disabled"), hops.atMost(parameters.maxHops)]);
    return [must(few, "pods can reach the node's metadata service", hops)];
  },
});
