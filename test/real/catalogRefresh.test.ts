import { GetProductsCommand, PricingClient } from "@aws-sdk/client-pricing";
import { mockClient } from "aws-sdk-client-mock";
import { afterAll, beforeAll, expect, test } from "vitest";
import { changesBetween } from "../../catalog/refresh/changes";
import { readLiveRegion } from "../../catalog/refresh/live";
import { currentFiles, refreshed } from "../../catalog/refresh/refresh";
import { startMoto } from "./moto";

/** moto answers DescribeInstanceTypes and DescribeInstanceTypeOfferings over EC2's own wire, but no Pricing API. */
let moto: Awaited<ReturnType<typeof startMoto>>;
const region = "us-east-1";

beforeAll(async () => {
  moto = await startMoto();
  process.env.AWS_ENDPOINT_URL = moto.endpoint;
  process.env.AWS_ACCESS_KEY_ID = "testing";
  process.env.AWS_SECRET_ACCESS_KEY = "testing";
  mockClient(PricingClient).on(GetProductsCommand).resolves({ PriceList: [] });
});
afterAll(() => moto.stop());

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
