import type * as ec2 from "@pulumi/aws/ec2";
import type * as pulumi from "@pulumi/pulumi";

/**
 * Both tunnels alike: IKEv2, AES-256 and elliptic curves alone, brought up and kept up from AWS's side, changed for maintenance when
 * you say so, with a log of what they negotiate. Source: Site-to-Site VPN User Guide, "Tunnel options".
 */
export function vpnTunnels(logGroupArn: pulumi.Input<string>): Partial<ec2.VpnConnectionArgs> {
  const options = {
    IkeVersions: ["ikev2"],
    Phase1EncryptionAlgorithms: ["AES256-GCM-16"],
    Phase1IntegrityAlgorithms: ["SHA2-384", "SHA2-512"],
    Phase1DhGroupNumbers: [20, 21],
    Phase2EncryptionAlgorithms: ["AES256-GCM-16"],
    Phase2IntegrityAlgorithms: ["SHA2-384", "SHA2-512"],
    Phase2DhGroupNumbers: [20, 21],
    StartupAction: "start",
    DpdTimeoutAction: "restart",
    EnableTunnelLifecycleControl: true,
    LogOptions: {
      cloudwatchLogOptions: {
        logEnabled: true,
        logGroupArn,
        logOutputFormat: "json",
        bgpLogEnabled: true,
        bgpLogGroupArn: logGroupArn,
        bgpLogOutputFormat: "json",
      },
    },
  };
  const of = (tunnel: 1 | 2) => Object.entries(options).map(([key, value]) => [`tunnel${tunnel}${key}`, value]);
  return Object.fromEntries([...of(1), ...of(2)]) as Partial<ec2.VpnConnectionArgs>;
}
