import { ModelCache } from "aidc/components/edge/modelCache";
import { clusterName, keyArn, kubernetes, region } from "./existing";

export const cache = new ModelCache("boston", {
  site: "boston",
  pool: "boston",
  models: [{ name: "digits", bucket: "models", namespace: "vision", sizeGiB: 5 }],
  buckets: { models: { bucket: "ai-models", arn: "arn:aws:s3:::ai-models" } },
  keyArn,
  region,
  clusterName,
  kubernetes,
});
