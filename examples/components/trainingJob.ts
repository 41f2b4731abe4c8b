import { TrainingJob } from "aidc/components/workloads/trainingJob";
import { kubernetes } from "./existing";

export const llm = new TrainingJob("llm", {
  workload: {
    name: "llm",
    team: "research",
    image: `registry.example.com/llm@sha256:${"0".repeat(64)}`,
    pool: "train",
    nodes: 4,
    framework: "pytorch",
    strategy: { tensor: 8, zero: 1 },
    checkpoints: { claim: "checkpoints" },
  },
  pool: { name: "train", instanceType: "p5en.48xlarge", nodes: 4, zone: "use1-az6" },
  kubernetes,
});
