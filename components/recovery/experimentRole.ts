import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { type Account, arn } from "../security/account";
import { type PolicyDocuments, serviceTrust } from "../security/policyDocuments";

/** As whom AWS FIS fails things: AWS' own policies for nodes and the network, throttling, and the delivery of its logs. */
export function experimentRole(
  name: string,
  account: Account,
  policies: PolicyDocuments,
  opts: pulumi.CustomResourceOptions,
): iam.Role {
  const role = new iam.Role(
    `${name}-role`,
    {
      description: "AWS FIS: fails nodes, zones and API calls in an experiment",
      assumeRolePolicy: policies.render(`${name}-role`, "assumeRolePolicy", [
        serviceTrust("fis.amazonaws.com", account.id, arn(account, "fis", "experiment/*")),
      ]),
    },
    opts,
  );
  for (const policy of ["AWSFaultInjectionSimulatorEKSAccess", "AWSFaultInjectionSimulatorNetworkAccess"]) {
    new iam.RolePolicyAttachment(
      `${name}-${policy}`,
      { role: role.name, policyArn: `arn:${account.partition}:iam::aws:policy/service-role/${policy}` },
      opts,
    );
  }
  new iam.RolePolicy(
    `${name}-faults`,
    {
      role: role.name,
      policy: policies.render(`${name}-faults`, "policy", [
        {
          Effect: "Allow",
          Action: "fis:InjectApiThrottleError",
          Resource: arn(account, "fis", "experiment/*"),
        },
        { Effect: "Allow", Action: "cloudwatch:DescribeAlarms", Resource: "*" },
        {
          // CloudWatch Logs user guide, "Logs sent to CloudWatch Logs": an experiment that cannot log does not start.
          Effect: "Allow",
          Action: [
            "logs:CreateLogDelivery",
            "logs:DescribeLogGroups",
            "logs:DescribeResourcePolicies",
            "logs:PutResourcePolicy",
          ],
          Resource: "*",
        },
      ]),
    },
    pulumi.mergeOptions(opts, { aliases: [{ name: `${name}-throttle` }] }),
  );
  return role;
}
