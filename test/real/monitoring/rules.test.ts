import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { afterAll, describe, expect, test } from "vitest";
import { type AlertFile, alertFile, alertFiles } from "../../../catalog/alerts";
import { ruleFiles } from "../../../components/observability/prometheus/ruleFiles";
import { alertRules, ruleFileText } from "../../../components/observability/prometheus/rules";
import { loadStack } from "../../../spec/load";
import { programs } from "./programs";
import { ruleTests } from "./ruleTests";

/** promtool is Prometheus' own judge of rules: it runs its parser and its engine. */
describe("alert rules under promtool", () => {
  const { run } = programs();
  const folder = mkdtempSync(join(tmpdir(), "aidc-rules-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  const files = ruleFiles(loadStack("stacks/us-east-1.yaml").stack);
  const paths = Object.entries(files).map(([name, text]) => {
    writeFileSync(join(folder, `${name}.yaml`), text);
    return join(folder, `${name}.yaml`);
  });

  const unitTest = (file: AlertFile, rules: string) => {
    const tests = join(folder, `${file.concern}.test.yaml`);
    writeFileSync(tests, stringify(ruleTests(file, [join(folder, "shared.yaml"), rules])));
    return run("promtool", ["test", "rules", tests]);
  };

  test("all parse", () => {
    const { status, output } = run("promtool", ["check", "rules", ...paths]);
    expect(output).not.toContain("FAILED");
    expect(status).toBe(0);
  });

  test.each(alertFiles())("$concern: each fires on the fault and is silent in health", (file) => {
    const { status, output } = unitTest(file, join(folder, `${file.concern}.yaml`));
    expect(output).toContain("SUCCESS");
    expect(status).toBe(0);
  });

  test("a threshold that was turned round is caught", () => {
    const gpu = alertFile("gpu");
    const broken = join(folder, "broken.yaml");
    writeFileSync(broken, ruleFileText(alertRules(gpu)).replace("} > 0", "} < 0").replace(") > 0", ") < 0"));
    expect(unitTest(gpu, broken)).toMatchObject({ status: 1, output: expect.stringContaining("GpuFellOffBus") });
  });
});
