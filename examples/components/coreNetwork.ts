import { CoreNetwork } from "aidc/components/interconnect/coreNetwork";

const network = new CoreNetwork("core", {
  regions: [{ name: "us-east-1", asn: 64512, ranges: { production: "10.16.0.0/13" } }],
});

export const id = network.coreNetwork.id;
