import type { AwsReads } from "../aws";
import type { Facts, Row } from "../row";

/** Roles that AWS makes at a service's first use, if whoever deploys may let it. Source: each service's user guide. */
const roles = [
  { name: "AWSServiceRoleForAmazonEKS", service: "eks.amazonaws.com", when: () => true },
  { name: "AWSServiceRoleForAmazonEKSNodegroup", service: "eks-nodegroup.amazonaws.com", when: () => true },
  { name: "AWSServiceRoleForAutoScaling", service: "autoscaling.amazonaws.com", when: () => true },
  {
    name: "AWSServiceRoleForEC2Spot",
    service: "spot.amazonaws.com",
    when: (facts: Facts) => facts.pools.some((pool) => pool.capacity === "spot"),
  },
];

/**
 * Passes when the service-linked roles that the stack needs exist. The key policy of encrypted volumes names the Auto
 * Scaling role, and a policy that names a role which does not exist is refused, so that one must be there before.
 */
export async function checkServiceLinkedRoles(facts: Facts, aws: AwsReads): Promise<Row[]> {
  return Promise.all(
    roles
      .filter(({ when }) => when(facts))
      .map(async ({ name, service }): Promise<Row> => {
        if (await aws.roleExists(name)) return { subject: name, status: "pass", found: "exists" };
        const next = `Run \`aws iam create-service-linked-role --aws-service-name ${service}\`.`;
        const status = name === "AWSServiceRoleForAutoScaling" ? "fail" : "warn";
        return { subject: name, status, found: "does not exist yet", next };
      }),
  );
}
