import { TeamNamespace } from "aidc/components/scheduling/teamNamespace";
import { kubernetes, kubernetesVersion } from "./existing";

export const vision = new TeamNamespace("vision", {
  team: { name: "vision", quota: { train: "50%" } },
  pools: [{ name: "train", instanceType: "p5en.48xlarge", nodes: 4 }],
  kubernetesVersion,
  kubernetes,
});
