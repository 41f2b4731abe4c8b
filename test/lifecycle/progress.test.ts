import { describe, expect, it } from "vitest";
import type { EngineEvent, Step } from "../../engine/engine";
import { DeploymentProgress } from "../../lifecycle/progress";
import { urn } from "./fakeDeployer";

const type = "aws:s3/bucket:Bucket";
const [a, b] = [urn(type, "a"), urn(type, "b")];
const step = (
  of: string,
  state: "started" | "done" | "failed",
  op: Step["op"] = "create",
  kind = type,
): EngineEvent => ({
  kind: "step",
  step: { urn: of, type: kind, op },
  state,
});

describe("a deployment's progress", () => {
  it("counts what is done of what is to change, and says what is under way, the longest first", () => {
    const progress = new DeploymentProgress("mnist", new Set([a, b]), 0);
    progress.take(step(a, "started"), 1000);
    progress.take(step(b, "started"), 3000);
    expect(progress.current(64_000)).toEqual(["1:03  creating Bucket a", "1:01  creating Bucket b"]);
    expect(progress.take(step(a, "done"), 65_000)).toEqual({ state: "done", text: "created Bucket a (1:04)" });
    expect(progress.headline(65_000)).toBe("mnist: 1 of 2, 1:05");
    expect(progress.current(65_000)).toEqual(["1:02  creating Bucket b"]);
  });

  it("tells of failures as they happen, by the name of what failed, and counts them not as done", () => {
    const progress = new DeploymentProgress("mnist", new Set([a]), 0);
    progress.take(step(a, "started"), 0);
    const error: EngineEvent = {
      kind: "diagnostic",
      diagnostic: { severity: "error", message: "no such key", urn: a },
    };
    expect(progress.take(error, 1)).toEqual({ state: "failed", text: "a: no such key" });
    expect(progress.take(step(a, "failed"), 2)).toBeUndefined();
    expect(progress.headline(2)).toBe("mnist: 0 of 1, 0:00");
    expect(progress.current(2)).toEqual([]);
  });

  it("says nothing of the program's own words", () => {
    const progress = new DeploymentProgress("mnist", new Set(), 0);
    const info: EngineEvent = { kind: "diagnostic", diagnostic: { severity: "info", message: "hello" } };
    expect(progress.take(info, 0)).toBeUndefined();
  });
});
