import { aws } from "../../aws/types";
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
  types: [aws.launchTemplate, aws.instance, "aws:ec2/launchConfiguration:LaunchConfiguration"],
  check: (template) => {
    const tokens = template.at("metadataOptions", "httpTokens");
    const off = template.at("metadataOptions", "httpEndpoint").is("disabled");
    return [must(anyOf([off, tokens.is("required")]), "the metadata service answers without a session token", tokens)];
  },
});
