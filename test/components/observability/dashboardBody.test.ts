import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { backboneDashboard } from "../../../components/observability/backboneDashboard";
import { dashboardBody } from "../../../components/observability/dashboard";

const schema = readFileSync("test/components/observability/dashboardBody.schema.json", "utf8");
const accepts = new Ajv({ allErrors: true }).compile(JSON.parse(schema) as object);

type Body = ReturnType<typeof dashboardBody>;

/** As CloudWatch's reference says, and no graph over another. */
function expectTaken(body: Body): void {
  accepts(JSON.parse(JSON.stringify(body)));
  expect(accepts.errors ?? []).toEqual([]);
  const cells = body.widgets.flatMap(({ x, y, width, height }) => {
    expect(x + width).toBeLessThanOrEqual(24);
    return Array.from({ length: width * height }, (_, cell) => `${x + (cell % width)}/${y + Math.floor(cell / width)}`);
  });
  expect(new Set(cells).size).toBe(cells.length);
}

const id = fc.stringMatching(/^[a-z]+-[0-9a-f]{8}$/);
const byName = fc.dictionary(id, id, { maxKeys: 8 });

describe("CloudWatch takes the dashboard", () => {
  test("of a region, whatever it watches", () => {
    const watched = fc.record(
      { natGatewayIds: byName, bucketNames: byName, clusterName: id },
      { requiredKeys: ["natGatewayIds", "bucketNames"] },
    );
    fc.assert(fc.property(watched, (each) => expectTaken(dashboardBody("us-gov-west-1", each))));
  });

  test("of a Backbone, whatever joins its regions", () => {
    const transit = fc.record(
      { transitGatewayId: id, vpnIds: byName, directConnectConnections: fc.dictionary(id, fc.array(id)) },
      { requiredKeys: ["vpnIds", "directConnectConnections"] },
    );
    const regions = fc.dictionary(fc.constantFrom("us-east-1", "eu-west-1", "ap-northeast-2"), transit);
    fc.assert(fc.property(regions, (each) => expectTaken(backboneDashboard(each))));
  });

  test.each([
    ["a metric without a name", { metrics: [["AWS/EKS"]], region: "us-east-1" }],
    ["a dimension without a value", { metrics: [["AWS/EKS", "up", "ClusterName"]], region: "us-east-1" }],
    ["a period of 90 s", { metrics: [["AWS/EKS", "up"]], region: "us-east-1", period: 90 }],
    ["no region", { metrics: [["AWS/EKS", "up"]] }],
  ])("but not with %s", (_, properties) => {
    expect(accepts({ widgets: [{ type: "metric", x: 0, y: 0, properties }] })).toBe(false);
    const mended = { metrics: [["AWS/EKS", "up"]], region: "us-east-1" };
    expect(accepts({ widgets: [{ type: "metric", x: 0, y: 0, properties: mended }] })).toBe(true);
  });
});
