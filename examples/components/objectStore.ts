import { ObjectStore } from "aidc/components/storage/objectStore";
import { accountId, keyArn, region, vpcId } from "./existing";

export const store = new ObjectStore("ai", {
  region,
  accountId,
  buckets: [{ name: "raw" }, { name: "curated" }, { name: "checkpoints", role: "checkpoints" }],
  keyArn,
  vpcId,
});

export const checkpoints = store.buckets.checkpoints?.bucket.bucket;
