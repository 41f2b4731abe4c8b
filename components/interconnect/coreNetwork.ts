import * as networkmanager from "@pulumi/aws/networkmanager";
import * as pulumi from "@pulumi/pulumi";
import type { MemberRegion } from "../../spec/stack";
import { coreNetworkPolicy } from "./coreNetworkPolicy";

export interface CoreNetworkArgs {
  /** An edge stands in each. */
  regions: readonly MemberRegion[];
}

/**
 * A Cloud WAN core network with an edge in each region and a segment for each environment. Who attaches a VPC or a site tags it with
 * its environment (`aidc:environment`); the network's policy does the rest.
 *
 * @example
 * const network = new CoreNetwork("backbone-transit", {
 *   regions: [{ name: "us-east-1", asn: 64512, ranges: { production: "10.16.0.0/13" } }],
 * });
 * export const id = network.coreNetwork.id;
 */
export class CoreNetwork extends pulumi.ComponentResource {
  readonly globalNetwork: networkmanager.GlobalNetwork;
  readonly coreNetwork: networkmanager.CoreNetwork;
  /** Live once this is made: attachments wait for it. */
  readonly policy: networkmanager.CoreNetworkPolicyAttachment;

  constructor(name: string, { regions }: CoreNetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:interconnect:CoreNetwork", name, {}, opts);
    const child = { parent: this };
    const tags = { Name: name };
    this.globalNetwork = new networkmanager.GlobalNetwork(name, { description: name, tags }, child);
    this.coreNetwork = new networkmanager.CoreNetwork(
      name,
      { globalNetworkId: this.globalNetwork.id, description: `${name}: a segment for each environment`, tags },
      child,
    );
    this.policy = new networkmanager.CoreNetworkPolicyAttachment(
      name,
      { coreNetworkId: this.coreNetwork.id, policyDocument: JSON.stringify(coreNetworkPolicy(regions)) },
      child,
    );
    this.registerOutputs({ coreNetworkId: this.coreNetwork.id, coreNetworkArn: this.coreNetwork.arn });
  }

  /** The core network's id once its policy is live. */
  get coreNetworkId(): pulumi.Output<string> {
    return this.policy.coreNetworkId;
  }
}
