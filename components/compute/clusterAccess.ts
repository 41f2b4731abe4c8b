import * as eks from "@pulumi/aws/eks";
import type * as pulumi from "@pulumi/pulumi";

/** An IAM role that may use the cluster, and how far. */
export interface AccessGrant {
  /** The role's ARN. */
  role: string;
  /** EKS access policy. */
  as: "cluster-admin" | "admin" | "edit" | "view";
  /** Limit to these namespaces. Default: the whole cluster. */
  namespaces?: string[];
}

const accessPolicies = {
  "cluster-admin": "AmazonEKSClusterAdminPolicy",
  admin: "AmazonEKSAdminPolicy",
  edit: "AmazonEKSEditPolicy",
  view: "AmazonEKSViewPolicy",
};

/** An access entry for each role, and an association for each policy it is granted. */
export function grantAccess(
  name: string,
  clusterName: pulumi.Input<string>,
  grants: readonly AccessGrant[],
  opts: pulumi.CustomResourceOptions,
): eks.AccessPolicyAssociation[] {
  const entries = new Map(
    [...new Set(grants.map(({ role }) => role))].map((role) => [
      role,
      new eks.AccessEntry(`${name}-access-${roleLabel(role)}`, { clusterName, principalArn: role }, opts),
    ]),
  );
  return grants.map(({ role, as, namespaces }) => {
    const partition = role.split(":")[1] ?? "aws";
    return new eks.AccessPolicyAssociation(
      `${name}-access-${roleLabel(role)}-${as}`,
      {
        clusterName,
        principalArn: role,
        policyArn: `arn:${partition}:eks::aws:cluster-access-policy/${accessPolicies[as]}`,
        accessScope: namespaces ? { type: "namespace", namespaces } : { type: "cluster" },
      },
      { ...opts, dependsOn: entries.get(role) },
    );
  });
}

/** Account and name of a role: tells it from a namesake of another account. */
export function roleLabel(arn: string): string {
  const [account, path = ""] = arn.split(":").slice(4);
  return `${account}-${path.split("/").pop()}`;
}
