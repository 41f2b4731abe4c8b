import { Provider } from "@pulumi/kubernetes/provider";
import { describe, expect, test } from "vitest";
import { Scheduling } from "../../../components/scheduling/scheduling";
import type { Team } from "../../../spec/stack";
import { find, names, register } from "../harness";

const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const teams: [Team, ...Team[]] = [
  {
    name: "research",
    quota: { train: { nominal: "50%", borrowing: "1 node" } },
    members: [{ role: role("ada"), as: "researcher" }],
  },
  { name: "products", quota: { train: "25%" }, members: [{ role: role("ada"), as: "viewer" }] },
];

const registered = register((opts) => {
  void new Scheduling(
    "ai",
    {
      scheduling: { teams },
      pools: [{ name: "train", instanceType: "p5en.48xlarge", nodes: 4 }],
      clusterName: "ai",
      kubernetesVersion: "1.35",
      kubernetes: new Provider("ai-kubernetes", {}),
    },
    opts,
  );
});

const admission = "kubernetes:admissionregistration.k8s.io/v1:";

describe("Scheduling", () => {
  test("pins its operators, two replicas each", async () => {
    const release = (name: string) => find(awaited, "kubernetes:helm.sh/v3:Release", name).inputs;
    const awaited = await registered;
    expect(release("ai-kueue")).toMatchObject({
      chart: "oci://registry.k8s.io/kueue/charts/kueue",
      version: "0.17.0",
      namespace: "kueue-system",
      createNamespace: true,
      atomic: true,
      values: { controllerManager: { replicas: 2, podDisruptionBudget: { enabled: true, minAvailable: 1 } } },
    });
    expect(release("ai-jobset")).toMatchObject({ version: "0.11.1", values: { controller: { replicas: 2 } } });
    expect(release("ai-lws")).toMatchObject({ version: "0.8.0", values: { replicaCount: 2 } });
  });

  test("gives each team a restricted namespace, closed but for what it lives on", async () => {
    const all = await registered;
    const made = find(all, "kubernetes:core/v1:Namespace", "ai-research-namespace");
    expect(made).toMatchObject({ protect: true, retainOnDelete: true });
    expect(made.inputs.metadata).toEqual({
      name: "research",
      labels: {
        "aidc.dev/team": "research",
        "pod-security.kubernetes.io/enforce": "restricted",
        "pod-security.kubernetes.io/enforce-version": "v1.35",
        "pod-security.kubernetes.io/audit": "restricted",
        "pod-security.kubernetes.io/audit-version": "v1.35",
        "pod-security.kubernetes.io/warn": "restricted",
        "pod-security.kubernetes.io/warn-version": "v1.35",
        "elbv2.k8s.aws/pod-readiness-gate-inject": "enabled",
      },
    });
    const policy = (name: string) =>
      find(all, "kubernetes:networking.k8s.io/v1:NetworkPolicy", `ai-research-${name}`).inputs.spec;
    expect(policy("default-deny")).toEqual({ podSelector: {}, policyTypes: ["Ingress", "Egress"] });
    expect(policy("metrics")).toMatchObject({ ingress: [{ ports: [{ port: "metrics", protocol: "TCP" }] }] });
    expect(JSON.stringify(policy("egress"))).toContain('{"cidr":"0.0.0.0/0","except":["169.254.0.0/16"]}');
  });

  test("caps a namespace at the team's own and what it may borrow", async () => {
    const hard = (team: string) =>
      (
        find(all, "kubernetes:core/v1:ResourceQuota", `ai-${team}-quota`).inputs.spec as {
          hard: Record<string, string>;
        }
      ).hard;
    const all = await registered;
    expect(hard("research")).toEqual({
      "requests.nvidia.com/gpu": "24",
      "services.loadbalancers": "0",
      "services.nodeports": "0",
    });
    expect(hard("products")["requests.nvidia.com/gpu"]).toBe("32");
  });

  test("refuses pods made by hand that hold accelerators without an end", async () => {
    const all = await registered;
    const policy = find(all, `${admission}ValidatingAdmissionPolicy`, "ai-interactive-pods").inputs;
    expect(policy["spec"]).toMatchObject({
      failurePolicy: "Fail",
      matchConstraints: { namespaceSelector: { matchExpressions: [{ key: "aidc.dev/team", operator: "Exists" }] } },
      variables: [{ name: "accelerators", expression: '["nvidia.com/gpu"]' }, {}, {}],
      validations: [{ message: expect.stringContaining("43200 (12 hours)") as unknown }],
    });
    const binding = find(all, `${admission}ValidatingAdmissionPolicyBinding`, "ai-interactive-pods").inputs;
    expect(binding).toMatchObject({ spec: { policyName: "aidc-interactive-pods", validationActions: ["Deny"] } });
  });

  test("admits a role once, with the groups of all its teams, and binds each group in its namespace", async () => {
    const all = await registered;
    expect(names(all, "aws:eks/accessEntry:AccessEntry")).toEqual(["ai-access-111122223333-ada"]);
    expect(find(all, "aws:eks/accessEntry:AccessEntry", "ai-access-111122223333-ada").inputs).toMatchObject({
      principalArn: role("ada"),
      kubernetesGroups: ["aidc:research:researcher", "aidc:products:viewer"],
    });
    expect(find(all, "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding", "ai-products-viewer").inputs).toMatchObject(
      {
        metadata: { name: "aidc-viewer", namespace: "products" },
        roleRef: { kind: "ClusterRole", name: "aidc-viewer" },
        subjects: [{ kind: "Group", name: "aidc:products:viewer" }],
      },
    );
  });

  test("lets no member read secrets, make pods past the queue, or change queues", async () => {
    const all = await registered;
    for (const persona of ["viewer", "researcher", "operator"]) {
      const { rules } = find(all, "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole", `ai-${persona}`).inputs as {
        rules: { apiGroups: string[]; resources: string[]; verbs: string[] }[];
      };
      const writes = (resource: string) =>
        rules.some(({ resources, verbs }) => resources.includes(resource) && verbs.includes("create"));
      expect(rules.flatMap(({ resources }) => resources)).not.toContain("secrets");
      expect([writes("pods"), writes("localqueues"), writes("clusterqueues")]).toEqual([false, false, false]);
      expect(JSON.stringify(rules)).not.toContain("*");
    }
  });
});
