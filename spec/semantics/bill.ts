import { findInstanceType } from "../../catalog/instanceTypes";
import { modelNames } from "../../catalog/models";
import { priceItems } from "../../catalog/priceItems";
import type { Finding } from "../finding";
import { didYouMean } from "../nearest";
import type { Stack } from "../stack";

type UsageAmount = Stack["usage"]["bucketGB"];

/** Passes when each range of an assumed use is in order. */
export function usageRangesOrdered({ usage }: { usage: object }): Finding[] {
  return (Object.entries(usage) as [string, UsageAmount][]).flatMap(([key, amount]) => {
    if (typeof amount === "number" || (amount.low <= amount.likely && amount.likely <= amount.high)) return [];
    const found = `${amount.low}, ${amount.likely}, ${amount.high}`;
    return [{ path: ["usage", key], message: "must rise from low over likely to high", found }];
  });
}

/** Passes when each price is of something that the bill can have. */
export function pricesKnown({ prices = {} }: Pick<Stack, "prices">): Finding[] {
  const { onDemand = {}, spot = {}, capacityBlocks = {}, items = {} } = prices;
  const types = Object.entries({ onDemand, spot, capacityBlocks }).flatMap(([purchase, byType]) =>
    Object.keys(byType)
      .filter((type) => !findInstanceType(type))
      .map((type) => ({ path: ["prices", purchase, type], message: "is not an instance type of the catalogue" })),
  );
  const allowed = Object.keys(priceItems());
  const unknown = Object.keys(items)
    .filter((item) => !allowed.includes(item))
    .map((item) => {
      const hint = didYouMean(item, allowed) ?? "`catalog/facts/price-items.json` names them all.";
      return { path: ["prices", "items", item], message: "is not an item of the bill", hint };
    });
  return [...types, ...unknown];
}

/** Passes when each model that a job trains is in the catalogue. */
export function trainedModelsKnown({ workloads = [] }: Stack): Finding[] {
  const allowed = modelNames();
  return workloads.flatMap(({ trains }, index) => {
    if (!trains || allowed.includes(trains.model)) return [];
    const hint = didYouMean(trains.model, allowed) ?? "`aidc size --model list` names them all.";
    const message = "is not a model of the catalogue";
    return [{ path: ["workloads", index, "trains", "model"], message, found: trains.model, hint }];
  });
}
