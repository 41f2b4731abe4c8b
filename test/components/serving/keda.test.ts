import { Provider } from "@pulumi/kubernetes/provider";
import { expect, test } from "vitest";
import { Keda } from "../../../components/serving/keda";
import { find, register } from "../harness";

test("KEDA reads the one workspace, with the credentials of its own pods, and the loss of a node stops no part of it", async () => {
  let serverAddress: unknown;
  const all = await register((opts) => {
    const workspace = { workspaceArn: "arn:workspace", prometheusEndpoint: "https://aps.test/workspaces/ws-1/" };
    const place = { region: "us-east-1", clusterName: "ai", kubernetes: new Provider("kubernetes", {}) };
    const { metrics } = new Keda("ai-keda", { ...place, ...workspace }, opts);
    (metrics.serverAddress as { apply(run: (value: string) => void): void }).apply((value) => (serverAddress = value));
  });
  expect(serverAddress).toBe("https://aps.test/workspaces/ws-1");
  const policy = JSON.parse(
    String(find(all, "aws:iam/rolePolicy:RolePolicy", "ai-keda-query").inputs.policy),
  ) as object;
  expect(policy).toMatchObject({
    Statement: [{ Effect: "Allow", Action: "aps:QueryMetrics", Resource: "arn:workspace" }],
  });
  const identity = find(all, "aws:eks/podIdentityAssociation:PodIdentityAssociation", "ai-keda-identity").inputs;
  const release = find(all, "kubernetes:helm.sh/v3:Release", "ai-keda-keda").inputs;
  // The chart's own name of the operator's account, in the release's namespace.
  expect(identity).toMatchObject({ serviceAccount: "keda-operator", namespace: release["namespace"] });
  expect(release).toMatchObject({
    ...{ chart: "keda", version: "2.20.2", atomic: true },
    values: { operator: { replicaCount: 2 }, metricsServer: { replicaCount: 2 }, webhooks: { replicaCount: 2 } },
  });
  const name = "ai-keda-authentication";
  expect(find(all, "kubernetes:keda.sh/v1alpha1:ClusterTriggerAuthentication", name).inputs).toMatchObject({
    metadata: { name: "managed-prometheus" },
    spec: { podIdentity: { provider: "aws" } },
  });
});
