import { Provider } from "@pulumi/kubernetes/provider";
import { expect, test } from "vitest";
import { LoadBalancerController } from "../../../components/serving/loadBalancerController";
import { find, register, statement } from "../harness";

test("the load balancers' controller changes what carries its cluster's tag, and nothing else", async () => {
  const all = await register((opts) => {
    const place = { region: "us-east-1", accountId: "111122223333", clusterName: "ai", vpcId: "vpc-1" };
    void new LoadBalancerController("ai-entry", { ...place, kubernetes: new Provider("kubernetes", {}) }, opts);
  });
  const policy = (part: string) => find(all, "aws:iam/rolePolicy:RolePolicy", `ai-entry-${part}`).inputs.policy;
  expect(statement(policy("load-balancers"), "ChangeOwn").Condition).toEqual({
    StringEquals: { "aws:ResourceTag/elbv2.k8s.aws/cluster": "ai" },
  });
  expect(statement(policy("load-balancers"), "Make").Condition).toEqual({
    StringEquals: { "aws:RequestTag/elbv2.k8s.aws/cluster": "ai" },
  });
  for (const part of ["security-groups", "load-balancers", "protection"]) {
    const { Statement } = JSON.parse(String(policy(part))) as { Statement: { Resource: string | string[] }[] };
    expect(Statement.flatMap(({ Resource }) => Resource)).not.toContain("*");
  }
  const { values } = find(all, "kubernetes:helm.sh/v3:Release", "ai-entry-controller").inputs;
  expect(values).toMatchObject({ clusterName: "ai", vpcId: "vpc-1", region: "us-east-1", replicaCount: 2 });
});
