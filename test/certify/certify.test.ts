import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runFabricTest } from "../../certify/certify";
import { designFabricTest } from "../../certify/design";
import { type KubernetesObject, fabricTestObjects } from "../../certify/fabricTest";
import { Kubectl } from "../../certify/kubectl";
import { fabricTestImage } from "../../catalog/fabricTests";
import { type Facts, readFacts } from "../../catalog/facts";
import { instanceTypeNames } from "../../catalog/instanceTypes";
import { outdatedSoftware } from "../../catalog/minimumSoftware";
import { loadStack } from "../../spec/load";
import type { Pool, Stack } from "../../spec/stack";
import { ncclLog } from "./logs";

const { stack: reference } = loadStack("stacks/us-east-1.yaml");
const choices = { namespace: "default", nodes: 2 };
const withPool = (pool: Partial<Pool>): Stack => ({
  ...reference,
  pools: [{ name: "train", instanceType: "p5.48xlarge", nodes: 4, zone: "use1-az6", ...pool }],
});
const design = (pool: Partial<Pool> = {}, over: Partial<typeof choices & { image: string; queue: string }> = {}) =>
  designFabricTest(withPool(pool), "train", { ...choices, ...over }, "workloads/fabric");
const of = (objects: KubernetesObject[], kind: string) => {
  const found = objects.find((object) => object.kind === kind);
  if (!found) throw new Error(`no ${kind}`);
  return found as unknown as Rendered;
};

/** What the tests look at, of whichever kind. */
interface Rendered {
  metadata: { labels: Record<string, string> };
  data: Record<string, string>;
  spec: {
    template: {
      spec: { containers: { env: object[]; command: string[]; resources: { limits: Record<string, unknown> } }[] };
    };
  };
}

describe("the test's objects", () => {
  test("take every accelerator and EFA device of two of the pool's nodes", () => {
    const test = design();
    const { spec } = of(fabricTestObjects(test), "Job");
    expect(spec).toMatchObject({ completionMode: "Indexed", completions: 2, parallelism: 2, backoffLimit: 0 });
    expect(spec.template.spec).toMatchObject({
      subdomain: test.name,
      restartPolicy: "Never",
      nodeSelector: { "aidc.dev/pool": "train" },
      tolerations: [{ key: "nvidia.com/gpu", operator: "Exists", effect: "NoSchedule" }],
    });
    const [container] = spec.template.spec.containers;
    expect(container?.resources.limits).toMatchObject({
      "nvidia.com/gpu": 8,
      "vpc.amazonaws.com/efa": 32,
      "hugepages-2Mi": "5120Mi",
    });
    expect(container?.command).toEqual(["/bin/bash", "/fabric/nccl.sh"]);
    expect(container?.env).toEqual(
      expect.arrayContaining([
        { name: "NODES", value: `${test.name}-0,${test.name}-1` },
        { name: "WORKERS", value: `${test.name}-1` },
        { name: "PER_NODE", value: "8" },
        { name: "MAX", value: "16G" },
      ]),
    );
  });

  test("of Trainium run nccom-test with a rank a core", () => {
    const objects = fabricTestObjects(design({ instanceType: "trn1.32xlarge" }, { image: "neuron" }));
    const [container] = of(objects, "Job").spec.template.spec.containers;
    expect(container).toMatchObject({ image: "neuron", command: ["/bin/bash", "/fabric/nccom.sh"] });
    expect(container?.resources.limits).toMatchObject({ "aws.amazon.com/neuron": 16, "vpc.amazonaws.com/efa": 8 });
    expect(container?.env).toContainEqual({ name: "PER_NODE", value: "32" });
    expect(Object.keys(of(objects, "ConfigMap").data)).toEqual(["nccom.sh", "rsh.py"]);
  });

  test("let nobody but the test's own pods reach them, and wait in the queue that is named", () => {
    const test = design({}, { queue: "research" });
    const objects = fabricTestObjects(test);
    const own = { podSelector: { matchLabels: { "batch.kubernetes.io/job-name": test.name } } };
    expect(of(objects, "NetworkPolicy").spec).toMatchObject({ ...own, ingress: [{ from: [own] }] });
    expect(of(objects, "Job").metadata.labels).toMatchObject({ "kueue.x-k8s.io/queue-name": "research" });
    expect(test.token).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each<[string, () => unknown, string]>([
    [
      "an unknown pool",
      () => designFabricTest(reference, "trian", choices, "workloads/fabric"),
      "no pool trian; it has train-h200",
    ],
    ["a pool without EFA", () => design({ instanceType: "g6.xlarge" }), "train (g6.xlarge) has no fabric to certify"],
    [
      "more nodes than the pool has",
      () => design({}, { nodes: 5 }),
      "needs 2 to 4 nodes, as many as train has; found 5",
    ],
    [
      "an image for another architecture",
      () => design({ instanceType: "p6e-gb200.36xlarge" }),
      "needs another: pass --image",
    ],
  ])("refuses %s", (_, make, message) => {
    expect(make).toThrow(message);
  });
});

test("the pinned image is refused for a type that needs newer software, with both versions", () => {
  interface Minima extends Facts {
    software: Record<string, { oldest: Record<string, { version: string; source: string[] }> }>;
  }
  const oldest = readFacts<Minima>("minimum-software").software.nccl?.oldest ?? {};
  const before = oldest["p5.48xlarge"];
  oldest["p5.48xlarge"] = { version: "99.1", source: [] };
  try {
    const { nccl } = fabricTestImage().software;
    expect(() => design()).toThrow(`p5.48xlarge needs nccl 99.1, the pinned image has ${nccl}: pass --image.`);
    expect(design({}, { image: "registry.example.com/nccl-tests:newer" }).image).toContain("newer");
  } finally {
    if (before) oldest["p5.48xlarge"] = before;
  }
});

test("the pinned image is new enough for every type", () => {
  const { software } = fabricTestImage();
  expect(instanceTypeNames().flatMap((name) => outdatedSoftware(name, software))).toEqual([]);
});

describe("a run with kubectl", () => {
  const path = process.env.PATH;
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "fake-kubectl-"));
    process.env.FAKE_KUBECTL = folder;
    process.env.PATH = [resolve("test/fixtures/fake-kubectl"), path].join(delimiter);
    answer("log", ncclLog);
  });

  afterEach(() => {
    process.env.PATH = path;
    delete process.env.FAKE_KUBECTL;
    delete process.env.FAKE_KUBECTL_REFUSES;
    rmSync(folder, { recursive: true });
  });

  const answer = (name: string, text: string) => writeFileSync(join(folder, name), text);
  const job = (turn: number, status: object) => answer(`job-${turn}.json`, JSON.stringify({ status }));
  const condition = (type: string, message?: string) => ({ conditions: [{ type, status: "True", message }] });
  const calls = () =>
    readFileSync(join(folder, "calls"), "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { args: string[]; input: string });

  test("applies the objects, waits for the Job, reads the launcher's log and deletes them", async () => {
    job(0, { ready: 1 });
    job(1, condition("Complete"));
    const seen: string[] = [];
    const fabricTest = design();
    const run = await runFabricTest(fabricTest, new Kubectl("default", "ai"), {
      pollSeconds: 0.01,
      onProgress: (text) => seen.push(text),
    });
    expect(run).toMatchObject({ succeeded: true, result: { wrong: 0 } });
    expect(seen).toEqual(["1 of 2 pods running"]);
    expect(calls().map(({ args }) => args.slice(4, 6))).toEqual([
      ["apply", "-f"],
      ["get", "job"],
      ["get", "job"],
      ["logs", "--selector"],
      ["delete", "--ignore-not-found"],
    ]);
    expect(calls()[0]?.args.slice(0, 4)).toEqual(["--namespace", "default", "--context", "ai"]);
    expect(JSON.parse(calls()[0]?.input ?? "").items).toEqual(
      JSON.parse(JSON.stringify(fabricTestObjects(fabricTest))),
    );
  });

  test("tells why the Job failed", async () => {
    job(0, condition("Failed", "Job was active longer than specified deadline"));
    const run = await runFabricTest(design(), new Kubectl("default"));
    expect(run).toMatchObject({ succeeded: false, failure: "Job was active longer than specified deadline" });
  });

  test("passes on what kubectl refuses, and still cleans up", async () => {
    process.env.FAKE_KUBECTL_REFUSES = "get";
    await expect(runFabricTest(design(), new Kubectl("default"))).rejects.toThrow(
      "kubectl get: error: You must be logged in to the server (Unauthorized)",
    );
    expect(calls().at(-1)?.args).toContain("delete");
  });

  test("ends early where it is told to, and still cleans up", async () => {
    job(0, { active: 2 });
    const leaving = new AbortController();
    const run = runFabricTest(design(), new Kubectl("default"), {
      onProgress: () => leaving.abort(),
      signal: leaving.signal,
    });
    await expect(run).rejects.toThrow("aborted");
    expect(calls().at(-1)?.args).toContain("delete");
  });

  test("says where there is no kubectl", async () => {
    process.env.PATH = folder;
    await expect(new Kubectl("default").run(["version"])).rejects.toThrow("there is no kubectl on the PATH");
  });
});
