import { expect, test } from "vitest";
import { unknownValue } from "../../engine/values";
import { kubernetes } from "../../render/kubernetes";
import type { Plan, PlanResource } from "../../plan/plan";
import type { Subject } from "../../render/rendering";

const resource = (type: string, inputs: Record<string, unknown>): PlanResource => ({
  ...{ urn: type, type, name: type, custom: true, dependencies: [], propertyDependencies: {}, protect: false },
  ...{ change: { kind: "create" }, inputs },
});
const render = (...resources: PlanResource[]) =>
  kubernetes({ name: "one", plan: () => Promise.resolve({ resources } as unknown as Plan) } as unknown as Subject);

test("renders the plan's own objects, by namespace, and neither charts nor what is not Kubernetes'", async () => {
  const files = await render(
    resource("kubernetes:core/v1:LimitRange", {
      apiVersion: "v1",
      kind: "LimitRange",
      metadata: { name: "containers", namespace: "research" },
    }),
    resource("kubernetes:storage.k8s.io/v1:StorageClass", {
      apiVersion: "storage.k8s.io/v1",
      kind: "StorageClass",
      metadata: { name: "gp3" },
      parameters: { kmsKeyId: unknownValue },
    }),
    resource("kubernetes:helm.sh/v3:Release", { chart: "kueue" }),
    resource("aws:ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/16" }),
  );
  expect(files.map(({ path }) => path)).toEqual([
    "kubernetes/research/limitrange-containers.yaml",
    "kubernetes/storageclass-gp3.yaml",
  ]);
  expect(files[1]?.text).toContain("kmsKeyId: known-after-deployment");
});
