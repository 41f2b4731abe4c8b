import { ClusterAddons } from "aidc/components/compute/clusterAddons";
import { clusterName, keyArn, kubernetes, kubernetesVersion } from "./existing";

export const addons = new ClusterAddons("ai", { clusterName, kubernetesVersion, kubernetes, volumesKeyArn: keyArn });
