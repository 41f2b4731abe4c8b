import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as directconnect from "@pulumi/aws/directconnect";
import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import type { DirectConnectConnection, Site } from "../../spec/stack";
import { type SiteEntrance, attachDirectConnect, attachVpn } from "./siteAttachment";
import { vpnTunnels } from "./vpnTunnels";

export interface OnPremisesSiteArgs {
  site: Site;
  /** What it enters by: in the site's region. */
  entrance: SiteEntrance;
  /** Ranges told to the site over Direct Connect; the VPN tells what its route table has. */
  advertised: readonly string[];
  /** KMS key of the tunnels' logs, in the site's region; its policy lets CloudWatch Logs use it. */
  logsKeyArn: pulumi.Input<string>;
  /** A period that CloudWatch Logs accepts. */
  logRetentionDays: number;
}

/**
 * A way to a network on premises: Direct Connect, a VPN with two tunnels, or both. It belongs to one environment, and meets no other
 * one's routes. BGP prefers Direct Connect, so a VPN beside it carries traffic only where that fails.
 *
 * @example
 * new OnPremisesSite("backbone-headquarters", {
 *   site: { name: "headquarters", region: "us-east-1", environment: "production", ranges: ["192.168.0.0/20"], asn: 65010,
 *           vpn: { address: "203.0.113.10" } },
 *   entrance: { transitGatewayId: gateway.id, routeTableId: production.id, peeringTableId: peering.id },
 *   advertised: ["10.16.0.0/13"], logsKeyArn: keys.keys.logs.arn, logRetentionDays: 365,
 * });
 */
export class OnPremisesSite extends pulumi.ComponentResource {
  /** Undefined where the site has no VPN. */
  readonly vpn?: ec2.VpnConnection;
  /** Undefined where the site has no Direct Connect. */
  readonly directConnectGateway?: directconnect.Gateway;
  /** By connection. */
  readonly virtualInterfaces: Record<string, directconnect.TransitVirtualInterface> = {};

  constructor(name: string, args: OnPremisesSiteArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:interconnect:OnPremisesSite", name, {}, opts);
    const { directConnect, vpn } = args.site;
    if (vpn) this.vpn = this.createVpn(name, vpn.address, args);
    if (directConnect) {
      const gateway = this.createDirectConnectGateway(name, args);
      this.directConnectGateway = gateway;
      this.virtualInterfaces = Object.fromEntries(
        directConnect.map((connection) => [
          connection.id,
          this.createVirtualInterface(`${name}-${connection.id}`, args.site, connection, gateway),
        ]),
      );
    }
    this.registerOutputs({ vpnId: this.vpn?.id, directConnectGatewayId: this.directConnectGateway?.id });
  }

  private createVpn(name: string, ipAddress: string, args: OnPremisesSiteArgs): ec2.VpnConnection {
    const { site, entrance, logsKeyArn, logRetentionDays } = args;
    const { region, asn, environment } = site;
    const child = { parent: this };
    const router = new ec2.CustomerGateway(
      `${name}-router`,
      { region, type: "ipsec.1", bgpAsn: String(asn), ipAddress, deviceName: site.name, tags: { Name: name } },
      child,
    );
    const logs = new cloudwatch.LogGroup(
      `${name}-tunnels`,
      { region, retentionInDays: logRetentionDays, kmsKeyId: logsKeyArn },
      child,
    );
    const vpn = new ec2.VpnConnection(
      `${name}-vpn`,
      {
        region,
        type: "ipsec.1",
        customerGatewayId: router.id,
        transitGatewayId: "transitGatewayId" in entrance ? entrance.transitGatewayId : undefined,
        staticRoutesOnly: false,
        // AWS makes the tunnels' keys: they are in no program, state or file.
        presharedKeyStorage: "SecretsManager",
        ...vpnTunnels(logs.arn),
        tags: { Name: name, "aidc:environment": environment },
      },
      child,
    );
    attachVpn(name, site, entrance, vpn, child);
    return vpn;
  }

  private createDirectConnectGateway(name: string, args: OnPremisesSiteArgs): directconnect.Gateway {
    const child = { parent: this };
    const gateway = new directconnect.Gateway(
      `${name}-direct-connect`,
      { name, amazonSideAsn: String(args.site.directConnectAsn ?? 64900), tags: { Name: name } },
      child,
    );
    attachDirectConnect(name, args.site, args.entrance, gateway, args.advertised, child);
    return gateway;
  }

  private createVirtualInterface(
    name: string,
    { region, asn }: Site,
    { id, vlan }: DirectConnectConnection,
    gateway: directconnect.Gateway,
  ): directconnect.TransitVirtualInterface {
    return new directconnect.TransitVirtualInterface(
      name,
      {
        region,
        name,
        connectionId: id,
        dxGatewayId: gateway.id,
        vlan,
        bgpAsn: asn,
        addressFamily: "ipv4",
        // Jumbo frames: copies of data sets are long streams.
        mtu: 8500,
        tags: { Name: name },
      },
      { parent: this },
    );
  }
}
