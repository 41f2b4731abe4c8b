import { Replicas } from "aidc/components/storage/replicas";
import { accountId, keyArn, region } from "./existing";
import { store } from "./objectStore";

export const copies = new Replicas("ai", {
  region,
  accountId,
  replicaRegion: "us-west-2",
  buckets: [{ name: "curated" }],
  stores: store.buckets,
  keyArn,
});
