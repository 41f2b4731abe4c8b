import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";
import { not } from "../../../plan/property";

export const netDescribedRules = resourceRule({
  id: "NET-09",
  name: "net-described-rules",
  title: "Security groups and their rules say what they are for",
  severity: "low",
  rationale: "A rule that nobody can explain is a rule that nobody dares to remove.",
  remediation: "Set `description` on the group and on each rule.",
  controls: { ...safeguards.secureConfiguration },
  types: [aws.securityGroup, aws.securityGroupIngress, aws.securityGroupEgress, aws.securityGroupRule],
  check: (group) => {
    const description = group.at("description");
    // What Pulumi writes where nothing is given.
    const said = not(description.or("").is("", "Managed by Pulumi", "Managed by Terraform"));
    return [must(description.isUnknown ? "yes" : said, "nothing says what it is for", description)];
  },
});
