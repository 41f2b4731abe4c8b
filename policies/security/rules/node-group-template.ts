import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";
import { truthOf } from "../../../plan/property";

export const nodeGroupTemplate = resourceRule({
  id: "NODE-08",
  name: "node-group-template",
  title: "Node groups launch from a template of the stack's own",
  severity: "medium",
  rationale:
    "Without one EKS makes a template that nobody reviews: its volumes, metadata options and tags are EKS' choice.",
  remediation: "Set `launchTemplate` with an id and a version of a template in the stack.",
  controls: { ...safeguards.secureConfiguration },
  types: [aws.nodeGroup],
  check: (nodeGroup) => {
    const template = nodeGroup.at("launchTemplate");
    const version = template.at("version");
    return [
      must(truthOf(template.isPresent), "EKS makes the launch template", template),
      // A version that is not known yet is a number that EC2 will give.
      must(
        truthOf(!/^\$/.test(version.text ?? "")),
        "nodes follow whatever version of the template is newest",
        version,
      ),
    ];
  },
});
