import { expect, test } from "vitest";
import { ContainerInsights } from "../../../components/observability/containerInsights";
import { find, names, register } from "../harness";

const args = { clusterName: "ai", kubernetesVersion: "1.35", logsKeyArn: "arn:logs-key", logRetentionDays: 365 };

test("takes traces by OTLP where it is asked to, with or without metrics and logs", async () => {
  const otlp = { grpc_endpoint: "0.0.0.0:4317", http_endpoint: "0.0.0.0:4318" };
  const configured = async (insights: boolean) => {
    const registered = await register(
      (opts) => void new ContainerInsights("ai", { ...args, insights, traces: true }, opts),
    );
    find(registered, "aws:iam/rolePolicyAttachment:RolePolicyAttachment", "ai-AWSXrayWriteOnlyAccess");
    const { inputs } = find(registered, "aws:eks/addon:Addon", "ai-amazon-cloudwatch-observability");
    return JSON.parse(inputs.configurationValues as string) as unknown;
  };
  expect(await configured(false)).toEqual({
    ...{ agent: { config: { traces: { traces_collected: { otlp } } } }, containerLogs: { enabled: false } },
  });
  expect(await configured(true)).toMatchObject({
    agent: {
      config: {
        logs: { metrics_collected: { kubernetes: { enhanced_container_insights: true } } },
        traces: { traces_collected: { otlp } },
      },
    },
    containerLogs: { enabled: true },
  });
});

test("installs the pinned agent under its own role, its log groups encrypted and there before it", async () => {
  const registered = await register((opts) => void new ContainerInsights("ai", args, opts));
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
