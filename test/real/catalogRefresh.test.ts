import { type ChildProcess, spawn } from "node:child_process";
import { GetProductsCommand, PricingClient } from "@aws-sdk/client-pricing";
import { mockClient } from "aws-sdk-client-mock";
import { afterAll, beforeAll, expect, test } from "vitest";
import { changesBetween } from "../../catalog/refresh/changes";
import { readLiveRegion } from "../../catalog/refresh/live";
import { currentFiles, refreshed } from "../../catalog/refresh/refresh";
import { freePort } from "./freePort";

/** moto answers DescribeInstanceTypes and DescribeInstanceTypeOfferings over EC2's own wire, but no Pricing API. */
let moto: ChildProcess;
const region = "us-east-1";

beforeAll(async () => {
  const port = await freePort();
  moto = spawn("scripts/moto-server.sh", [String(port)], { stdio: "ignore" });
  process.env.AWS_ENDPOINT_URL = `http://127.0.0.1:${port}`;
  process.env.AWS_ACCESS_KEY_ID = "testing";
  process.env.AWS_SECRET_ACCESS_KEY = "testing";
  mockClient(PricingClient).on(GetProductsCommand).resolves({ PriceList: [] });
  await answering(process.env.AWS_ENDPOINT_URL);
});
afterAll(() => moto.kill());

test("what a region's EC2 answers is what the catalogue says, but for what moto does not send", async () => {
  const before = currentFiles([region]);
  const live = await readLiveRegion(region, () => undefined);
  expect(live.types.length).toBeGreaterThan(300);
  const changes = changesBetween(before, refreshed(before, live, "2026-11-25"));
  // Bandwidth is Karpenter's table in the catalogue, the cards' baseline in the answer; moto has no accelerator of trn2u.
  expect(changes.filter(({ fact }) => fact !== "network.gbps")).toEqual([
    { type: "trn2u.48xlarge", fact: "accelerator", before: { name: "AWS Trainium2", count: 16 } },
  ]);
});

async function answering(url: string): Promise<void> {
  for (let attempt = 0; attempt < 240; attempt++) {
    try {
      await fetch(`${url}/moto-api/`);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
  throw new Error("moto did not start");
}
