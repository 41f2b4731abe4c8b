import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { afterAll, expect, test } from "vitest";
import { measures } from "../../../components/serving/autoscaling";
import { programs } from "./programs";

const { run } = programs();
const folder = mkdtempSync(join(tmpdir(), "aidc-scaling-"));
afterAll(() => rmSync(folder, { recursive: true }));

const series = (name: string, pod: string, values: string, service = "chat", more = "") => ({
  series: `${name}{namespace="products",service="${service}",pod="${pod}"${more}}`,
  values,
});
const firstToken = (le: string, values: string) =>
  series("vllm:time_to_first_token_seconds_bucket", "chat-a", values, "chat", `,le="${le}"`);

/** What promtool, Prometheus' own engine, reads of two replicas under load; another service's load is not theirs. */
const load = [
  series("vllm:num_requests_running", "chat-a", "30x10"),
  series("vllm:num_requests_running", "chat-b", "34x10"),
  series("vllm:num_requests_waiting", "chat-a", "0x10"),
  series("vllm:num_requests_waiting", "chat-b", "8x10"),
  series("vllm:num_requests_waiting", "chat-canary-a", "500x10", "chat-canary"),
  series("DCGM_FI_DEV_GPU_UTIL", "chat-a", "90x10"),
  series("DCGM_FI_DEV_GPU_UTIL", "chat-b", "70x10"),
];

test.each([
  ["under load", [firstToken("1", "0+80x10"), firstToken("2", "0+90x10"), firstToken("+Inf", "0+100x10")], 2],
  ["without a request", [firstToken("1", "7x10"), firstToken("2", "7x10"), firstToken("+Inf", "7x10")], 0],
])("replicas are counted by one number each, %s", (_, tokens, firstTokenSeconds) => {
  const autoscaling = { concurrentRequests: 32, waitingRequests: 4, firstTokenSeconds: 2, gpuPercent: 80 };
  const image = `registry.example.com/vllm@sha256:${"a".repeat(64)}`;
  const asked = measures({ name: "chat", team: "products", pool: "serve", image, autoscaling });
  const expected: Record<string, number> = {
    concurrentRequests: 72,
    waitingRequests: 8,
    firstTokenSeconds,
    gpuPercent: 80,
  };
  const tests = {
    interval: "1m",
    input_series: [...load, ...tokens],
    promql_expr_test: asked.map(({ name, query }) => ({
      ...{ expr: query, eval_time: "8m", exp_samples: [{ labels: "{}", value: expected[name] }] },
    })),
  };
  expect(asked).toHaveLength(4);
  const file = join(folder, "scaling.test.yaml");
  writeFileSync(file, stringify({ rule_files: [], evaluation_interval: "1m", tests: [tests] }));
  const { status, output } = run("promtool", ["test", "rules", file]);
  expect([status, output]).toEqual([0, expect.stringContaining("SUCCESS")]);
});
