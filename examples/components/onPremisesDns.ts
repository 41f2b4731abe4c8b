import { OnPremisesDns } from "aidc/components/interconnect/onPremisesDns";
import { subnetIds, vpcId } from "./existing";

const dns = new OnPremisesDns("sites", {
  dns: { inbound: ["192.168.0.0/28"], outbound: [{ domain: "corp.example.com", servers: ["192.168.0.10"] }] },
  vpcId,
  subnetIds,
});

export const addresses = dns.addresses;
