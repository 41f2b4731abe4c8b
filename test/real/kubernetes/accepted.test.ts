import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { KubernetesObject } from "../../../plan/kubernetesObjects";
import { ApiServer, builtServers, eventually } from "./apiServer";
import { inOrder, Kinds } from "./kinds";
import { planStack } from "./planned";

const stacks = [
  "stacks/us-east-1.yaml",
  "stacks/examples/mnist.yaml",
  "stacks/examples/chat.yaml",
  "stacks/examples/hdfs.yaml",
  "test/fixtures/other-kinds.yaml",
];

describe.each(stacks)("what %s makes in the cluster", (stack) => {
  let api: ApiServer;
  let objects: KubernetesObject[];
  let kinds: Kinds;

  beforeAll(async () => {
    api = new ApiServer(builtServers());
    await api.start();
    kinds = new Kinds(api);
    await kinds.define();
    objects = planStack(stack);
    await kinds.learn(objects);
  }, 2_400_000);
  afterAll(() => api.stop());
  const create = (namespace: string, spec: object) => creation(api, namespace, spec);

  it("is accepted, every field known to its kind", async () => {
    expect(objects.length).toBeGreaterThan(25);
    const refused: string[] = [];
    for (const object of inOrder(objects)) {
      const { status, body } = await api.apply(kinds.pathOf(object), object);
      if (status >= 300) refused.push(`${object.kind} ${object.metadata.name}: ${status} ${body.message ?? ""}`);
    }
    expect(refused).toEqual([]);
  });

  it("is refused with a field that its kind does not have", async () => {
    const ofEachKind = [...new Map(objects.map((object) => [object.kind, object])).values()].filter(({ spec }) => spec);
    expect(ofEachKind.length).toBeGreaterThanOrEqual(10);
    for (const object of ofEachKind) {
      const { kind } = object;
      const spec = { ...(object.spec as object), sepc: 1 };
      const { status, body } = await api.apply(kinds.pathOf(object), { ...object, spec });
      expect([kind, status]).toEqual([kind, expect.toSatisfy((code: number) => code === 400 || code === 500)]);
      expect(body.message).toContain("sepc");
    }
  });

  it("makes pods that the restricted Pod Security Standard admits, in namespaces that refuse others", async () => {
    const templates = objects.flatMap((object) => podTemplates(object).map((spec) => ({ object, spec })));
    expect(templates.length).toBeGreaterThanOrEqual(2);
    const guarded = new Set(objects.flatMap(({ kind, metadata }) => (kind === "Namespace" ? [metadata.name] : [])));
    for (const { object, spec } of templates) {
      const namespace = object.metadata.namespace!;
      const admitted = await create(namespace, { ...spec, activeDeadlineSeconds: 43_200 });
      expect([object.metadata.name, admitted.status, admitted.body.message]).toEqual([
        object.metadata.name,
        201,
        undefined,
      ]);
      if (!guarded.has(namespace)) continue; // kube-system is Kubernetes' own, and open
      const root = await create(namespace, {
        ...spec,
        activeDeadlineSeconds: 60,
        hostNetwork: true,
        securityContext: {},
      });
      expect(root.status).toBe(403);
      expect(root.body.message).toMatch(/violates PodSecurity "restricted:v1\.\d+"/);
    }
  });

  it("refuses teams' pods made by hand that hold accelerators without an end, and no others", async () => {
    const teams = objects.flatMap(({ metadata: { name, labels = {} } }) => (labels["aidc.dev/team"] ? [name] : []));
    for (const object of objects.filter(({ metadata: { namespace = "" } }) => teams.includes(namespace))) {
      for (const spec of podTemplates(object)) {
        const holds = JSON.stringify(spec.containers).includes('"nvidia.com/gpu"');
        // The API server learns of a policy a moment after it is made.
        await eventually(`${object.metadata.name}'s pod is judged`, async () => {
          const { status, body } = await create(object.metadata.namespace!, spec);
          return holds ? status === 403 && body.message!.includes("activeDeadlineSeconds to 43200") : status === 201;
        });
      }
    }
  });
});

/** Whether a namespace takes a pod that a person makes; it is not made. */
function creation(api: ApiServer, namespace: string, spec: object) {
  return api.post(`/api/v1/namespaces/${namespace}/pods?dryRun=All&fieldValidation=Strict`, {
    ...{ apiVersion: "v1", kind: "Pod", metadata: { name: "one", namespace } },
    spec,
  });
}

interface PodSpec {
  containers: Record<string, unknown>[];
  volumes?: object[];
}

interface Templated {
  template: { spec: PodSpec };
  volumeClaimTemplates?: { metadata: { name: string } }[];
}

/** Specs of the pods that an object's controller would make. */
function podTemplates({ kind, spec }: KubernetesObject): PodSpec[] {
  if (kind === "Deployment") return [(spec as Templated).template.spec];
  if (kind === "StatefulSet") return [withClaims(spec as Templated)];
  if (kind === "LeaderWorkerSet") return groupTemplates(spec as GroupSpec);
  if (kind === "TrainingRuntime") return jobTemplates((spec as { template: { spec: JobsSpec } }).template.spec);
  return kind === "JobSet" ? jobTemplates(spec as JobsSpec) : [];
}

interface JobsSpec {
  replicatedJobs: { template: { spec: Templated } }[];
}

function jobTemplates({ replicatedJobs }: JobsSpec): PodSpec[] {
  return replicatedJobs.map(({ template }) => template.spec.template.spec);
}

interface GroupSpec {
  leaderWorkerTemplate: Record<"leaderTemplate" | "workerTemplate", { spec: PodSpec }>;
}

function groupTemplates({ leaderWorkerTemplate: { leaderTemplate, workerTemplate } }: GroupSpec): PodSpec[] {
  return [leaderTemplate.spec, workerTemplate.spec];
}

/** As the controller makes it of a StatefulSet: with a volume for each of its claims. */
function withClaims({ template, volumeClaimTemplates = [] }: Templated): PodSpec {
  const claims = volumeClaimTemplates.map(({ metadata: { name } }) => ({
    name,
    persistentVolumeClaim: { claimName: `${name}-0` },
  }));
  return { ...template.spec, volumes: [...(template.spec.volumes ?? []), ...claims] };
}
