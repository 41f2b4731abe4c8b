import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";
import { truthOf } from "../../../plan/property";

export const iamBoundary = resourceRule({
  id: "IAM-11",
  name: "iam-boundary",
  title: "Roles carry the organisation's permissions boundary",
  severity: "medium",
  rationale: "A boundary caps what a role can do, whatever policies are attached to it later, and by whomever.",
  remediation: "Set the role's `permissionsBoundary`. Say in `required` whether the organisation has one.",
  controls: { ...safeguards.leastPrivilege },
  types: [aws.role],
  parameters: {
    required: {
      description: "Whether the organisation has a permissions boundary that every role must carry.",
      schema: { type: "boolean" },
      default: false,
    },
  },
  check: (role, { parameters }) => {
    if (!parameters.required) return [];
    const boundary = role.at("permissionsBoundary");
    return [must(truthOf(boundary.isPresent), "nothing caps what the role can be given", boundary)];
  },
});
