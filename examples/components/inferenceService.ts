import { InferenceService } from "aidc/components/serving/inferenceService";
import { kubernetes } from "./existing";

export const chat = new InferenceService("chat", {
  service: {
    name: "chat",
    team: "products",
    image: `registry.example.com/vllm@sha256:${"0".repeat(64)}`,
    pool: "serve",
    accelerators: 2,
    replicas: { min: 2, max: 8 },
  },
  pool: { name: "serve", instanceType: "g6e.12xlarge", nodes: { min: 2, max: 8 } },
  defaultPriority: "high",
  kubernetes,
});
