import { TransitNetwork } from "aidc/components/interconnect/transitNetwork";

const transit = new TransitNetwork("transit", {
  regions: [
    { name: "us-east-1", asn: 64512, ranges: { production: "10.16.0.0/13" } },
    { name: "us-west-2", asn: 64513, ranges: { production: "10.24.0.0/13" } },
  ],
});

export const gateway = transit.hubs["us-west-2"]?.gateway.id;
