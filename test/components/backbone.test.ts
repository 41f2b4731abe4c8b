import { describe, expect, test } from "vitest";
import { Backbone } from "../../components/backbone";
import { loadStackFile } from "../../spec/load";
import type { Backbone as BackboneSpec } from "../../spec/stack";
import { find, names, register, statement } from "./harness";

const shipped = loadStackFile("stacks/backbone.yaml").stack as BackboneSpec;
const account = "111122223333";

const made = (changes: Partial<BackboneSpec> = {}) =>
  register((opts) => void new Backbone("net", { ...shipped, account, ...changes }, opts));

describe("Backbone", async () => {
  const registered = await made();
  const inputs = (type: string, name: string) => find(registered, type, name).inputs;

  test("brings up both tunnels to a site from AWS's side, with keys that nobody writes", () => {
    expect(inputs("aws:ec2/customerGateway:CustomerGateway", "net-headquarters-router")).toMatchObject({
      region: "us-east-1",
      type: "ipsec.1",
      bgpAsn: "65010",
      ipAddress: "203.0.113.10",
    });
    const vpn = inputs("aws:ec2/vpnConnection:VpnConnection", "net-headquarters-vpn");
    expect(vpn).toMatchObject({
      customerGatewayId: "net-headquarters-router-id",
      transitGatewayId: "net-transit-us-east-1-id",
      staticRoutesOnly: false,
      presharedKeyStorage: "SecretsManager",
    });
    for (const tunnel of ["tunnel1", "tunnel2"]) {
      expect(vpn).toMatchObject({
        [`${tunnel}IkeVersions`]: ["ikev2"],
        [`${tunnel}Phase1EncryptionAlgorithms`]: ["AES256-GCM-16"],
        [`${tunnel}StartupAction`]: "start",
      });
      expect(vpn[`${tunnel}PresharedKey`]).toBeUndefined();
    }
  });

  test("takes Direct Connect into the site's environment, and tells it that environment's ranges alone", () => {
    expect(
      inputs("aws:directconnect/gatewayAssociation:GatewayAssociation", "net-headquarters-direct-connect"),
    ).toMatchObject({
      dxGatewayId: "net-headquarters-direct-connect-id",
      associatedGatewayId: "net-transit-us-east-1-id",
      allowedPrefixes: ["10.16.0.0/13", "10.24.0.0/13", "10.32.0.0/13"],
    });
    expect(
      inputs("aws:directconnect/transitVirtualInterface:TransitVirtualInterface", "net-headquarters-dxcon-fexample2"),
    ).toMatchObject({ connectionId: "dxcon-fexample2", vlan: 101, bgpAsn: 65010, addressFamily: "ipv4", mtu: 8500 });
    const tables = registered
      .filter(({ type, parent }) => type.endsWith(":RouteTableAssociation") && parent === "net-headquarters")
      .map(({ inputs: { transitGatewayRouteTableId } }) => transitGatewayRouteTableId);
    expect(tables).toEqual(["net-transit-us-east-1-production-id", "net-transit-us-east-1-production-id"]);
  });

  test("lists what each environment of a region reaches", () => {
    expect(inputs("aws:ec2/managedPrefixList:ManagedPrefixList", "net-us-west-2-development")).toMatchObject({
      region: "us-west-2",
      entries: [{ cidr: "10.64.0.0/14" }, { cidr: "10.68.0.0/14" }, { cidr: "10.72.0.0/14" }],
      maxEntries: 3,
    });
  });

  test("keeps one private zone, whose own VPC is empty and closed", () => {
    expect(find(registered, "aws:route53/zone:Zone", "net-dns-zone")).toMatchObject({
      protect: true,
      retainOnDelete: true,
      inputs: { name: "ai.example.internal", vpcs: [{ vpcId: "net-dns-vpc-id", vpcRegion: "us-east-1" }] },
    });
    expect(inputs("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "net-dns-default")).toMatchObject({
      ingress: [],
      egress: [],
    });
    expect(names(registered, "aws:ec2/subnet:Subnet")).toEqual([]);
  });

  test("archives every gateway's flows in a locked bucket that delivery for this account alone may write", () => {
    expect(inputs("aws:ec2/flowLog:FlowLog", "net-transit-us-west-2-flow-log")).toMatchObject({
      region: "us-west-2",
      transitGatewayId: "net-transit-us-west-2-id",
      logDestinationType: "s3",
      logDestination: "arn:net-flow-logs-archive",
      maxAggregationInterval: 60,
    });
    const { policy } = inputs("aws:s3/bucketPolicy:BucketPolicy", "net-flow-logs-archive-policy");
    expect(statement(policy, "FlowLogsDeliver")).toMatchObject({
      Principal: { Service: "delivery.logs.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: "arn:net-flow-logs-archive/AWSLogs/*",
      Condition: {
        StringEquals: { "aws:SourceAccount": [account], "s3:x-amz-acl": "bucket-owner-full-control" },
        ArnLike: { "aws:SourceArn": [`arn:aws:logs:*:${account}:*`] },
      },
    });
    expect(
      inputs("aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration", "net-flow-logs-archive-lock"),
    ).toMatchObject({ rule: { defaultRetention: { mode: "GOVERNANCE", days: 365 } } });
  });

  test("copies the named repositories from home to every other region", () => {
    expect(inputs("aws:ecr/replicationConfiguration:ReplicationConfiguration", "net-images")).toEqual({
      replicationConfiguration: {
        rules: [
          {
            destinations: ["us-east-2", "us-west-2"].map((region) => ({ region, registryId: account })),
            repositoryFilters: ["training/", "serving/"].map((filter) => ({ filter, filterType: "PREFIX_MATCH" })),
          },
        ],
      },
    });
  });

  test("counts what all stacks of an environment cost together", () => {
    expect(names(registered, "aws:budgets/budget:Budget")).toEqual([
      "net-budget",
      "net-development-budget",
      "net-production-budget",
    ]);
    expect(inputs("aws:budgets/budget:Budget", "net-production-budget")).toMatchObject({
      limitAmount: "1000000",
      costFilters: [{ name: "TagKeyValue", values: ["user:aidc:environment$production"] }],
    });
  });

  test("alarms in each region of its own, and shows all of them on one dashboard", () => {
    expect(names(registered, "aws:cloudwatch/metricAlarm:MetricAlarm")).toEqual([
      "net-us-east-1-monitoring-blackhole",
      "net-us-east-1-monitoring-headquarters-dxcon-fexample1",
      "net-us-east-1-monitoring-headquarters-dxcon-fexample2",
      "net-us-east-1-monitoring-headquarters-vpn-down",
      "net-us-east-1-monitoring-headquarters-vpn-tunnel",
      "net-us-east-1-monitoring-no-route",
      "net-us-east-2-monitoring-blackhole",
      "net-us-east-2-monitoring-no-route",
      "net-us-west-2-monitoring-blackhole",
      "net-us-west-2-monitoring-no-route",
    ]);
    expect(
      inputs("aws:cloudwatch/metricAlarm:MetricAlarm", "net-us-east-1-monitoring-headquarters-vpn-down"),
    ).toMatchObject({
      namespace: "AWS/VPN",
      metricName: "TunnelState",
      dimensions: { VpnId: "net-headquarters-vpn-id" },
      statistic: "Maximum",
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      alarmActions: ["arn:net-us-east-1-monitoring-alarms"],
    });
    const { dashboardBody } = inputs("aws:cloudwatch/dashboard:Dashboard", "net-dashboard");
    const { widgets } = JSON.parse(String(dashboardBody)) as {
      widgets: { properties: { region: string; title: string; metrics: unknown[] } }[];
    };
    const of = (region: string) => widgets.filter(({ properties }) => properties.region === region).length;
    expect(["us-east-1", "us-east-2", "us-west-2"].map(of)).toEqual([6, 4, 4]);
    expect(widgets[0]?.properties).toMatchObject({
      title: "us-east-1: bytes through the gateway",
      metrics: ["BytesIn", "BytesOut"].map((name) => [
        "AWS/TransitGateway",
        name,
        "TransitGateway",
        "net-transit-us-east-1-id",
      ]),
    });
  });

  test("shares with named accounts alone, and covers the organisation where one is named", async () => {
    expect(names(registered, "aws:ram/resourceShare:ResourceShare")).toEqual([]);
    const organization = "o-exampleorgid";
    const shared = await made({
      shareWith: ["444455556666"],
      audit: { ...shipped.audit, organization },
    });
    expect(find(shared, "aws:ram/resourceShare:ResourceShare", "net-us-east-1").inputs).toMatchObject({
      region: "us-east-1",
      allowExternalPrincipals: false,
    });
    expect(
      shared
        .filter(({ type, name }) => type.endsWith(":ResourceAssociation") && name.startsWith("net-us-east-1"))
        .map(({ inputs: { resourceArn } }) => resourceArn)
        .sort(),
    ).toEqual(["arn:net-transit-us-east-1", "arn:net-us-east-1-development", "arn:net-us-east-1-production"]);
    expect(find(shared, "aws:cloudtrail/trail:Trail", "net-audit-trail").inputs.isOrganizationTrail).toBe(true);
    const { policy } = find(shared, "aws:s3/bucketPolicy:BucketPolicy", "net-audit-log-files-policy").inputs;
    expect(statement(policy, "TrailDelivers").Resource).toEqual([
      `arn:net-audit-log-files/AWSLogs/${account}/*`,
      `arn:net-audit-log-files/AWSLogs/${organization}/*`,
    ]);
  });

  test("puts a segment for each environment on a core network, and sites in it by their tag", async () => {
    const wide = await made({ transit: "cloud-wan" });
    const { policyDocument } = find(
      wide,
      "aws:networkmanager/coreNetworkPolicyAttachment:CoreNetworkPolicyAttachment",
      "net-transit",
    ).inputs;
    expect(JSON.parse(String(policyDocument))).toMatchObject({
      version: "2021.12",
      "core-network-configuration": {
        "asn-ranges": ["64512-64512", "64513-64513", "64514-64514"],
        "edge-locations": [
          { location: "us-east-1", asn: 64512 },
          { location: "us-east-2", asn: 64513 },
          { location: "us-west-2", asn: 64514 },
        ],
      },
      segments: [{ name: "production" }, { name: "development" }],
      "attachment-policies": [{ action: { "association-method": "tag", "tag-value-of-key": "aidc:environment" } }],
    });
    expect(
      find(wide, "aws:networkmanager/siteToSiteVpnAttachment:SiteToSiteVpnAttachment", "net-headquarters-vpn").inputs
        .tags,
    ).toMatchObject({ "aidc:environment": "production" });
    expect(names(wide, "aws:ec2transitgateway/transitGateway:TransitGateway")).toEqual([]);
  });
});
