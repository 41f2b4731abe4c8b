import { expect, test } from "vitest";
import { ContainerInsights } from "../../../components/observability/containerInsights";
import { find, names, register } from "../harness";

test("installs the pinned agent under its own role, its log groups encrypted and there before it", async () => {
  const registered = await register(
    (opts) =>
      void new ContainerInsights(
        "ai",
        { clusterName: "ai", kubernetesVersion: "1.35", logsKeyArn: "arn:logs-key", logRetentionDays: 365 },
        opts,
      ),
  );
  expect(find(registered, "aws:eks/addon:Addon", "ai-amazon-cloudwatch-observability").inputs).toMatchObject({
    addonName: "amazon-cloudwatch-observability",
    addonVersion: expect.stringMatching(/^v\d+\.\d+\.\d+-eksbuild\.\d+$/) as string,
    clusterName: "ai",
    podIdentityAssociations: [{ serviceAccount: "cloudwatch-agent", roleArn: "arn:ai-cloudwatch-agent" }],
  });
  expect(
    find(registered, "aws:iam/rolePolicyAttachment:RolePolicyAttachment", "ai-CloudWatchAgentServerPolicy").inputs,
  ).toMatchObject({ policyArn: "arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy" });
  const groupType = "aws:cloudwatch/logGroup:LogGroup";
  expect(names(registered, groupType).map((name) => find(registered, groupType, name).inputs)).toEqual(
    ["application", "dataplane", "host", "performance"].map((group) => ({
      name: `/aws/containerinsights/ai/${group}`,
      kmsKeyId: "arn:logs-key",
      retentionInDays: 365,
    })),
  );
});
