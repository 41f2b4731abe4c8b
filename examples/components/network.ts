import { Network } from "aidc/components/network/network";
import { accountId, keyArn, region } from "./existing";

const network = new Network("ai", {
  region,
  accountId,
  cidr: "10.16.0.0/16",
  zones: ["use1-az4", "use1-az6"],
  logsKeyArn: keyArn,
});

export const nodes = network.privateSubnets["use1-az6"]?.id;
