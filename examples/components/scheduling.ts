import { Scheduling } from "aidc/components/scheduling/scheduling";
import { clusterName, kubernetes, kubernetesVersion } from "./existing";

export const scheduling = new Scheduling("ai", {
  clusterName,
  kubernetesVersion,
  kubernetes,
  pools: [{ name: "train", instanceType: "p5en.48xlarge", nodes: 4 }],
  scheduling: {
    teams: [
      { name: "research", quota: { train: "75%" } },
      { name: "products", quota: { train: "25%" } },
    ],
  },
});
