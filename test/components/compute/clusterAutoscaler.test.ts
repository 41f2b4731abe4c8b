import { Provider } from "@pulumi/kubernetes/provider";
import { expect, test } from "vitest";
import { ClusterAutoscaler } from "../../../components/compute/clusterAutoscaler";
import { find, register, statement } from "../harness";

const made = (kubernetesVersion: string) =>
  register((opts) => {
    const place = { region: "us-east-1", clusterName: "ai", kubernetesVersion };
    void new ClusterAutoscaler("ai-autoscaler", { ...place, kubernetes: new Provider("kubernetes", {}) }, opts);
  });

test("the autoscaler is its Kubernetes version's, and sizes its own cluster's node groups alone", async () => {
  const all = await made("1.35");
  const { values, namespace } = find(all, "kubernetes:helm.sh/v3:Release", "ai-autoscaler-release").inputs;
  expect(values).toMatchObject({
    ...{ awsRegion: "us-east-1", autoDiscovery: { clusterName: "ai" }, replicaCount: 2 },
    image: { tag: expect.stringMatching(/^v1\.35\./) as unknown },
    rbac: { serviceAccount: { name: "cluster-autoscaler" } },
  });
  const identity = find(all, "aws:eks/podIdentityAssociation:PodIdentityAssociation", "ai-autoscaler-identity").inputs;
  expect(identity).toMatchObject({ namespace, serviceAccount: "cluster-autoscaler" });
  const { policy } = find(all, "aws:iam/rolePolicy:RolePolicy", "ai-autoscaler-groups").inputs;
  expect(statement(policy, "SizeOwn")).toMatchObject({
    Action: ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"],
    Condition: { StringEquals: { "aws:ResourceTag/eks:cluster-name": "ai" } },
  });
  await expect(made("1.1")).rejects.toThrow("no Cluster Autoscaler for Kubernetes 1.1");
});
