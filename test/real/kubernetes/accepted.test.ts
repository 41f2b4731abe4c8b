import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { planStack } from "./planned";
import { ApiServer, builtServers, eventually } from "./apiServer";
import type { KubernetesObject } from "../../../plan/kubernetesObjects";

const stacks = ["stacks/us-east-1.yaml", "stacks/examples/mnist.yaml"];

describe.each(stacks)("what %s makes in the cluster", (stack) => {
  let api: ApiServer;
  let objects: KubernetesObject[];
  const resources = new Map<string, { name: string; namespaced: boolean }>();

  beforeAll(async () => {
    const servers = builtServers();
    api = new ApiServer(servers);
    await api.start();
    const crds = readdirSync(join(servers, "crds")).map(
      (file) => parse(readFileSync(join(servers, "crds", file), "utf8")) as KubernetesObject,
    );
    for (const crd of crds) {
      const made = await api.post("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", crd);
      expect([crd.metadata.name, made.status, made.body.message]).toEqual([crd.metadata.name, 201, undefined]);
    }
    objects = await planStack(stack);
    for (const groupVersion of new Set(objects.map(({ apiVersion }) => apiVersion))) {
      await eventually(`${groupVersion} is served`, async () => {
        const { status, body } = await api.get(groupPath(groupVersion));
        if (status !== 200) return !defined(groupVersion);
        for (const { kind, name, namespaced } of body.resources as {
          kind: string;
          name: string;
          namespaced: boolean;
        }[]) {
          if (!name.includes("/")) resources.set(`${groupVersion} ${kind}`, { name, namespaced });
        }
        return true;
      });
    }
  }, 2_400_000);
  afterAll(() => api.stop());

  const pathOf = ({ apiVersion, kind, metadata }: KubernetesObject) => {
    const resource = resources.get(`${apiVersion} ${kind}`)!;
    const scope = resource.namespaced ? `/namespaces/${metadata.namespace ?? "default"}` : "";
    return `${groupPath(apiVersion)}${scope}/${resource.name}/${metadata.name}`;
  };

  it("is accepted, every field known to its kind", async () => {
    const order = (object: KubernetesObject) => (["Namespace", "PriorityClass"].includes(object.kind) ? 0 : 1);
    const served = objects.filter(({ apiVersion }) => defined(apiVersion)).sort((a, b) => order(a) - order(b));
    expect(served.length).toBeGreaterThan(25);
    const refused: string[] = [];
    for (const object of served) {
      const { status, body } = await api.apply(pathOf(object), object);
      if (status >= 300) refused.push(`${object.kind} ${object.metadata.name}: ${status} ${body.message ?? ""}`);
    }
    expect(refused).toEqual([]);
  });

  it("is refused with a field that its kind does not have", async () => {
    for (const kind of ["ClusterQueue", "JobSet", "Deployment", "NetworkPolicy"]) {
      const object = objects.find((candidate) => candidate.kind === kind)!;
      const spec = { ...(object.spec as object), sepc: 1 };
      const { status, body } = await api.apply(`${pathOf(object)}`, { ...object, spec });
      expect([kind, status]).toEqual([kind, expect.toSatisfy((code: number) => code === 400 || code === 500)]);
      expect(body.message).toContain("sepc");
    }
  });

  it("makes pods that the restricted Pod Security Standard admits, in namespaces that refuse others", async () => {
    const templates = objects.flatMap((object) => podTemplates(object).map((spec) => ({ object, spec })));
    expect(templates.length).toBeGreaterThanOrEqual(2);
    for (const { object, spec } of templates) {
      const namespace = object.metadata.namespace!;
      const create = (pod: object) =>
        api.post(`/api/v1/namespaces/${namespace}/pods?dryRun=All&fieldValidation=Strict`, {
          ...{ apiVersion: "v1", kind: "Pod", metadata: { name: "one", namespace } },
          spec: pod,
        });
      const admitted = await create(spec);
      expect([object.metadata.name, admitted.status, admitted.body.message]).toEqual([
        object.metadata.name,
        201,
        undefined,
      ]);
      const root = await create({ ...spec, hostNetwork: true, securityContext: {} });
      expect(root.status).toBe(403);
      expect(root.body.message).toMatch(/violates PodSecurity "restricted:v1\.\d+"/);
    }
  });
});

/** Whether the API server has the kind: Kubernetes' own, and those whose definitions the modules bring (not Karpenter's). */
function defined(apiVersion: string): boolean {
  const [group = "", version] = apiVersion.split("/");
  return version === undefined || !group.includes(".") || group.endsWith("k8s.io");
}

function groupPath(apiVersion: string): string {
  return apiVersion === "v1" ? "/api/v1" : `/apis/${apiVersion}`;
}

interface PodSpec {
  containers: Record<string, unknown>[];
}

function podTemplates({ kind, spec }: KubernetesObject): PodSpec[] {
  if (kind === "Deployment") return [(spec as { template: { spec: PodSpec } }).template.spec];
  if (kind !== "JobSet") return [];
  const { replicatedJobs } = spec as { replicatedJobs: { template: { spec: { template: { spec: PodSpec } } } }[] };
  return replicatedJobs.map(({ template }) => template.spec.template.spec);
}
