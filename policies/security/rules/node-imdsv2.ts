import { metadataOptionsOf } from "../../aws/metadata";
import { aws } from "../../aws/types";
import { kubernetes } from "../../kubernetes/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";
import { anyOf } from "../../../plan/property";

export const nodeImdsv2 = resourceRule({
  id: "NODE-01",
  name: "node-imdsv2",
  title: "Instance metadata is served to sessions only (IMDSv2)",
  severity: "high",
  rationale:
    "IMDSv1 answers any plain GET from the instance: a server-side request forgery in any process there hands out the node's credentials.",
  remediation:
    'Set `metadataOptions.httpTokens` to "required", or switch the service off with `httpEndpoint: "disabled"`.',
  controls: { ...safeguards.authentication, cisAws: ["6.7"], fsbp: ["EC2.8", "AutoScaling.3"] },
  types: [aws.launchTemplate, aws.instance, "aws:ec2/launchConfiguration:LaunchConfiguration", kubernetes.ec2NodeClass],
  check: (template) => {
    const { endpoint, tokens } = metadataOptionsOf(template);
    const sessions = anyOf([endpoint.is("disabled"), tokens.is("required")]);
    return [must(sessions, "the metadata service answers without a session token", tokens)];
  },
  remediate: (template) => {
    const { endpoint, tokens } = metadataOptionsOf(template);
    const open = anyOf([endpoint.is("disabled"), tokens.is("required")]) === "no";
    return open ? [{ property: tokens, value: "required" }] : [];
  },
});
