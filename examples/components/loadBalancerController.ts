import { LoadBalancerController } from "aidc/components/serving/loadBalancerController";
import { accountId, clusterName, kubernetes, region, vpcId } from "./existing";

export const entry = new LoadBalancerController("ai", { region, accountId, clusterName, vpcId, kubernetes });
