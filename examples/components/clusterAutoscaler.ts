import { ClusterAutoscaler } from "aidc/components/compute/clusterAutoscaler";
import { clusterName, kubernetes, kubernetesVersion, region } from "./existing";

export const autoscaler = new ClusterAutoscaler("ai", { region, clusterName, kubernetesVersion, kubernetes });
