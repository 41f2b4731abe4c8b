import { hasAction, isAllow, permissionDocuments, permissionTypes, someStatement } from "../../aws/policyDocuments";
import { safeguards } from "../../frameworks";
import { documentRule, must } from "../../rule";
import { allOf, not } from "../../../plan/property";

export const iamNoServiceWildcard = documentRule({
  id: "IAM-02",
  name: "iam-no-service-wildcard",
  title: "No policy grants every action of a service",
  severity: "high",
  rationale: "Whoever may do everything in S3 may also make it public, and gains each action that AWS adds later.",
  remediation: "List the actions. A service that must stay whole goes in the rule's `services`.",
  controls: { ...safeguards.leastPrivilege, fsbp: ["IAM.21"] },
  types: permissionTypes,
  parameters: {
    services: {
      description: "Services whose every action may be granted, by their prefix.",
      schema: { type: "array", items: { type: "string", pattern: "^[a-z0-9-]+$" }, uniqueItems: true },
      weaker: "higher",
      default: [] as string[],
    },
  },
  check: (policy, { parameters }) =>
    permissionDocuments(policy).map((document) => {
      const whole = (action: string) =>
        action.endsWith(":*") && !parameters.services.includes(action.split(":")[0] ?? "");
      const granted = someStatement(document, (statement) => allOf([isAllow(statement), hasAction(statement, whole)]));
      return must(not(granted), "a statement allows every action of a service", document);
    }),
});
