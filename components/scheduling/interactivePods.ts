import type * as kubernetes from "@pulumi/kubernetes/types/input";
import { teamLabel } from "./teamLabel";

const defaultHours = 12;

type Policy = kubernetes.admissionregistration.v1.ValidatingAdmissionPolicy & { metadata: { name: string } };

/**
 * Pods that a person makes by hand, to try things, hold accelerators until somebody remembers them: they must say when they
 * end, within `hours`. What a controller makes (a job, a service) is ended by its own rules.
 */
export function interactivePods(resources: readonly string[], hours = defaultHours): Policy {
  const seconds = hours * 3600;
  return {
    metadata: { name: "aidc-interactive-pods" },
    spec: {
      failurePolicy: "Fail",
      matchConstraints: {
        namespaceSelector: { matchExpressions: [{ key: teamLabel, operator: "Exists" }] },
        resourceRules: [{ apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["pods"] }],
      },
      variables: [
        { name: "accelerators", expression: JSON.stringify(resources) },
        {
          name: "controlled",
          expression:
            "has(object.metadata.ownerReferences) && object.metadata.ownerReferences.exists(o, o.?controller.orValue(false))",
        },
        {
          name: "holds",
          expression:
            "object.spec.containers.exists(c, has(c.resources) && has(c.resources.limits) && c.resources.limits.exists(name, name in variables.accelerators))",
        },
      ],
      validations: [
        {
          expression: `variables.controlled || !variables.holds || object.spec.?activeDeadlineSeconds.orValue(${seconds + 1}) <= ${seconds}`,
          message: `a pod made by hand that holds accelerators must end: set spec.activeDeadlineSeconds to ${seconds} (${hours} hours) or less`,
          reason: "Forbidden",
        },
      ],
    },
  };
}

/** Puts the policy in force. */
export function enforced({
  metadata: { name },
}: Policy): kubernetes.admissionregistration.v1.ValidatingAdmissionPolicyBinding {
  return { metadata: { name }, spec: { policyName: name, validationActions: ["Deny"] } };
}
