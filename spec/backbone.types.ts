// Generated from backbone.schema.json by `npm run generate`.

import type { Cidr, Environment, Exception, Name, Prices, RetentionDays } from "./stack.types";

/**
 * What regions share, as a stack of its own: the network between them and to sites on premises, names, logs, images and budgets. Regions reach it by StackReference alone.
 */
export interface Backbone {
  /**
   * The stack file this one builds on: a name in the same folder, or a relative path. Maps merge key by key, lists of named items merge by `name`, anything else is replaced.
   */
  extends?: string;
  /**
   * Overlays by environment, merged over this file before the files that extend it.
   */
  environments?: {
    [k: string]: {};
  };
  /**
   * What the stack declares.
   */
  kind: "Backbone";
  /**
   * The AWS account this stack may be deployed to. Deploying to any other is refused. Regions of the same account attach themselves; those of other accounts need `shareWith`.
   */
  account?: string;
  /**
   * The home region: of the trail, the logs, the images that are copied and the dashboard. One of `regions`.
   */
  region: string;
  environment: Environment;
  /**
   * Regimes that what is shared must meet. Each tightens the policy packs; none loosens them.
   */
  compliance?: ("hipaa" | "pci-dss" | "soc2")[];
  /**
   * Where data may live: `eu`, or countries as ISO 3166 codes in lower case. Member regions, logs and copies of images outside are refused. Default: anywhere.
   */
  residency?: string[];
  /**
   * Tags on every AWS resource, besides `aidc:stack` and `aidc:environment`.
   */
  tags?: {
    [k: string]: string;
  };
  /**
   * What carries traffic between regions. `transit-gateway`: a gateway a region, each peered with each. `cloud-wan`: one core network with an edge a region, which AWS routes; dearer by the hour, and without a peering and a route for each pair.
   */
  transit: "transit-gateway" | "cloud-wan";
  /**
   * The private DNS domain that all member regions resolve.
   */
  domain: string;
  /**
   * The member regions.
   *
   * @minItems 1
   * @maxItems 20
   */
  regions: [MemberRegion, ...MemberRegion[]];
  /**
   * Ways to networks on premises. A way belongs to one environment; a site that needs two has two.
   */
  sites?: Site[];
  /**
   * What is carried day by day, for the bandwidth plan: copies of data sets and models, backups, results.
   */
  traffic?: Traffic[];
  /**
   * Accounts besides this one whose VPCs may attach themselves, through AWS RAM. Each attachment waits until its owner here accepts it.
   */
  shareWith?: string[];
  /**
   * Repositories of the home region's container registry that every member region gets a copy of.
   */
  images?: {
    /**
     * What the repositories' names begin with.
     *
     * @minItems 1
     * @maxItems 10
     */
    prefixes: [string, ...string[]];
  };
  /**
   * Who did what, and which flows there were.
   */
  audit: {
    /**
     * The AWS organisation whose accounts the trail covers; this account must be its management account or its delegated administrator of CloudTrail. Default: this account's own events.
     */
    organization?: string;
    logRetentionDays: RetentionDays;
  };
  /**
   * Who hears of a tunnel that is down or traffic that is dropped.
   */
  monitoring: {
    /**
     * Addresses of the network's operators, each asked by mail to confirm.
     */
    alertEmails: string[];
  };
  usage: BackboneUsage;
  prices?: Prices;
  /**
   * What the Backbone itself may cost.
   */
  budget: {
    /**
     * Monthly limit, US dollars.
     */
    monthlyUSD: number;
  };
  /**
   * What all stacks of an environment may cost together, in all regions. They count what carries its `aidc:environment` tag: activate it as a cost allocation tag.
   */
  sharedBudgets?: {
    /**
     * Monthly limit, US dollars.
     */
    [k: string]: number;
  };
  /**
   * Parameters of policy rules, by the rule's id (`aidc policy explain ID`). Values that ask for less than the rule does by itself are findings: of low severity, and as grave as the rule under a regime.
   */
  rules?: {
    [k: string]: {
      [k: string]: unknown;
    };
  };
  /**
   * Policy findings that their owner accepts for a while. They are still reported. Expired, void and unused ones are findings themselves.
   */
  exceptions?: Exception[];
}
/**
 * A region whose VPCs attach themselves.
 */
export interface MemberRegion {
  /**
   * The AWS region.
   */
  name: string;
  /**
   * Private BGP number of the region's side: no two the same. It cannot change while anything is attached.
   */
  asn: number | number;
  /**
   * The address range of each environment's VPCs in the region. Routes between regions are made of these, so a VPC outside its environment's range is reached from its own region alone.
   */
  ranges: {
    production?: Cidr;
    staging?: Cidr;
    development?: Cidr;
  };
}
/**
 * A way to a network on premises: Direct Connect, a VPN, or both, where the VPN takes over.
 */
export interface Site {
  name: Name;
  /**
   * The member region that it enters by.
   */
  region: string;
  environment: Environment;
  /**
   * Addresses of the site that the environment's VPCs reach.
   *
   * @minItems 1
   * @maxItems 100
   */
  ranges: [Cidr, ...Cidr[]];
  /**
   * BGP number of the site's routers.
   */
  asn: number;
  /**
   * IPsec with two tunnels to two zones, IKEv2 and AES-256 alone, routed by BGP. AWS makes the keys and keeps them in Secrets Manager.
   */
  vpn?: {
    /**
     * Public IPv4 address of the site's router.
     */
    address: string;
  };
  /**
   * Direct Connect connections that stand already, each with a transit virtual interface. Two at two locations outlive the loss of one.
   *
   * @minItems 1
   * @maxItems 4
   */
  directConnect?: [DirectConnectConnection, ...DirectConnectConnection[]];
  /**
   * Private BGP number of the Direct Connect gateway: another than any region's. Default: 64900.
   */
  directConnectAsn?: number;
}
/**
 * A connection at a Direct Connect location.
 */
export interface DirectConnectConnection {
  /**
   * The connection, or the link aggregation group.
   */
  id: string;
  /**
   * VLAN of the virtual interface.
   */
  vlan: number;
  /**
   * Bandwidth of the port, Gb/s.
   */
  gbps: 1 | 10 | 100 | 400;
}
/**
 * One stream of data, day by day.
 */
export interface Traffic {
  name: Name;
  /**
   * A member region or a site.
   */
  from: string;
  /**
   * A member region or a site.
   */
  to: string;
  environment: Environment;
  /**
   * GB a day.
   */
  gbPerDay:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * Hours of the day in which it must be through. Default: 24.
   */
  withinHours?: number;
}
/**
 * What the bill assumes where use decides the price: a figure, or a range that becomes the bill's. What is not stated is listed as not priced.
 */
export interface BackboneUsage {
  /**
   * GB that each VPN and Direct Connect attachment sends into its gateway a month.
   */
  transitGBPerMonth?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * GB that each peering carries to the other region a month.
   */
  crossRegionGBPerMonth?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * GB that each virtual interface sends to its site a month.
   */
  directConnectEgressGBPerMonth?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * GB kept in each bucket.
   */
  bucketGB?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * Thousands of PUT, COPY, POST and LIST requests to each bucket a month.
   */
  bucketThousandWritesPerMonth?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * Thousands of GET and other requests to each bucket a month.
   */
  bucketThousandReadsPerMonth?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * GB that all log groups take in a month.
   */
  logsGBPerMonth?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * GB kept in CloudWatch Logs, all groups.
   */
  logsStoredGB?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * GB of flow logs that each region's gateway delivers to its bucket a month.
   */
  flowLogGBPerMonth?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * GB of images pushed a month, which go to each other region.
   */
  imageGBPerMonth?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * GB of images kept in each other region.
   */
  imageGB?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * Millions of requests to all KMS keys a month.
   */
  keyMillionRequestsPerMonth?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * Millions of notifications published a month.
   */
  topicMillionRequestsPerMonth?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
}
