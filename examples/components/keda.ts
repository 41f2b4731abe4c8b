import { Keda } from "aidc/components/serving/keda";
import { clusterName, kubernetes, prometheusEndpoint, region, workspaceArn } from "./existing";

export const keda = new Keda("ai", { region, clusterName, kubernetes, workspaceArn, prometheusEndpoint });
