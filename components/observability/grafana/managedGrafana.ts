import * as grafana from "@pulumi/aws/grafana";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { type AccountArgs, accountOf, arn } from "../../security/account";
import { PolicyDocuments, serviceTrust } from "../../security/policyDocuments";

export interface ManagedGrafanaArgs extends AccountArgs {
  /** The Prometheus workspace that dashboards read. */
  prometheusArn: pulumi.Input<string>;
  /** IDs of IAM Identity Center groups. */
  adminGroups: string[];
  editorGroups?: string[];
}

/**
 * An Amazon Managed Grafana workspace for people of IAM Identity Center, which may read one Prometheus workspace and
 * CloudWatch. Dashboards are imported from `aidc render --only grafana`.
 *
 * @example
 * new ManagedGrafana("ai", { region: "us-east-1", prometheusArn: workspace.arn, adminGroups: ["94482488-3041-7026-18b6-1fd4a1b7ae45"] });
 */
export class ManagedGrafana extends pulumi.ComponentResource {
  readonly workspace: grafana.Workspace;

  constructor(name: string, args: ManagedGrafanaArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:observability:ManagedGrafana", name, {}, opts);
    const child = { parent: this };
    const policies = new PolicyDocuments();
    const role = readerRole(name, args, policies, this);
    this.workspace = new grafana.Workspace(
      `${name}-workspace`,
      {
        name,
        accountAccessType: "CURRENT_ACCOUNT",
        authenticationProviders: ["AWS_SSO"],
        permissionType: "CUSTOMER_MANAGED",
        dataSources: ["PROMETHEUS", "CLOUDWATCH"],
        roleArn: role.arn,
      },
      child,
    );
    const groups = { ADMIN: args.adminGroups, EDITOR: args.editorGroups ?? [] };
    for (const [role, groupIds] of Object.entries(groups)) {
      if (groupIds.length === 0) continue;
      new grafana.RoleAssociation(
        `${name}-${role.toLowerCase()}s`,
        { workspaceId: this.workspace.id, role, groupIds },
        child,
      );
    }
    this.registerOutputs({ endpoint: this.workspace.endpoint, policyDocuments: policies.byProperty });
  }
}

function readerRole(
  name: string,
  args: ManagedGrafanaArgs,
  policies: PolicyDocuments,
  parent: pulumi.Resource,
): iam.Role {
  const account = accountOf(args, parent);
  const trust = serviceTrust("grafana.amazonaws.com", account.id, arn(account, "grafana", "/workspaces/*"));
  const role = new iam.Role(
    `${name}-role`,
    {
      description: "Managed Grafana: reads metrics",
      assumeRolePolicy: policies.render(`${name}-role`, "assumeRolePolicy", [trust]),
    },
    { parent },
  );
  new iam.RolePolicy(
    `${name}-read`,
    {
      role: role.name,
      policy: policies.render(`${name}-read`, "policy", [
        {
          Effect: "Allow",
          Action: [
            "aps:DescribeWorkspace",
            "aps:GetLabels",
            "aps:GetMetricMetadata",
            "aps:GetSeries",
            "aps:QueryMetrics",
          ],
          Resource: args.prometheusArn,
        },
        {
          Effect: "Allow",
          Action: ["cloudwatch:DescribeAlarms", "cloudwatch:GetMetricData", "cloudwatch:ListMetrics"],
          Resource: "*",
        },
      ]),
    },
    { parent },
  );
  return role;
}
