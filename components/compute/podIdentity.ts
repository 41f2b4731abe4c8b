import * as eks from "@pulumi/aws/eks";
import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import type { PolicyDocuments } from "../security/policyDocuments";
import { podIdentityTrust } from "./trustPolicies";

interface PodIdentityArgs {
  /** The role's. */
  description: string;
  clusterName: pulumi.Input<string>;
  namespace: string;
  serviceAccount: string;
  /** What the role may do: a policy each, by the part of its name. */
  statements: Record<string, iam.PolicyStatement[]>;
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

export interface PodIdentity {
  role: iam.Role;
  granted: iam.RolePolicy[];
  association: eks.PodIdentityAssociation;
}

/** A role that EKS Pod Identity hands to the pods of a service account. They can use it once all of these are there. */
export function podIdentity(
  name: string,
  { description, clusterName, namespace, serviceAccount, statements, tags }: PodIdentityArgs,
  policies: PolicyDocuments,
  opts: pulumi.CustomResourceOptions,
): PodIdentity {
  const trust = podIdentityTrust.Statement as iam.PolicyStatement[];
  const assumeRolePolicy = policies.render(`${name}-role`, "assumeRolePolicy", trust);
  const role = new iam.Role(`${name}-role`, { description, assumeRolePolicy, tags }, opts);
  const granted = Object.entries(statements).map(([part, each]) => {
    const policy = policies.render(`${name}-${part}`, "policy", each);
    return new iam.RolePolicy(`${name}-${part}`, { role: role.name, policy }, opts);
  });
  const association = new eks.PodIdentityAssociation(
    `${name}-identity`,
    { clusterName, namespace, serviceAccount, roleArn: role.arn, tags },
    opts,
  );
  return { role, granted, association };
}
