import type * as budgets from "@pulumi/aws/budgets";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as ec2 from "@pulumi/aws/ec2";
import type * as ecr from "@pulumi/aws/ecr";
import { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import type { Backbone as BackboneSpec, Environment, Site } from "../spec/stack";
import { fitNames } from "./autonaming";
import { CoreNetwork } from "./interconnect/coreNetwork";
import { FlowLogArchive, transitFlowLog } from "./interconnect/flowLogArchive";
import { imageReplication } from "./interconnect/imageReplication";
import { OnPremisesSite } from "./interconnect/onPremisesSite";
import { type PrefixLists, prefixLists } from "./interconnect/prefixLists";
import { PrivateDns } from "./interconnect/privateDns";
import { resourceShare } from "./interconnect/resourceShare";
import type { SiteEntrance } from "./interconnect/siteAttachment";
import { TransitNetwork } from "./interconnect/transitNetwork";
import { rangesOf } from "./interconnect/transitRoutes";
import { backboneDashboard } from "./observability/backboneDashboard";
import { monthlyBudget } from "./observability/monthlyBudget";
import { TransitMonitoring, type WatchedTransit } from "./observability/transitMonitoring";
import { isProtected, placeOf, policyFacts, tagsOf } from "./region/inputs";
import { accountOf } from "./security/account";
import { AuditTrail } from "./security/auditTrail";
import { Keys } from "./security/keys";
import { accessLogStatements } from "./storage/bucketPolicy";
import { PrivateBucket } from "./storage/privateBucket";

/**
 * What regions share, as its stack file declares it: the network between them and to sites on premises, one private zone, flow logs
 * and trail of all regions, images, budgets, and one view. It knows no region's stack; they find it by `StackReference`.
 *
 * @throws pulumi.RunError where the catalogue does not hold a member region.
 * @example
 * const backbone = new Backbone("backbone", stack);
 * export const { transit } = backbone.outputs();
 */
export class Backbone extends pulumi.ComponentResource {
  /** By region. Resources that name their region themselves are the home region's provider's. */
  readonly providers: Record<string, Provider>;
  /** What each region's logs and alarms are encrypted with. */
  readonly keys: Record<string, Keys<"logs" | "messaging">>;
  readonly auditKeys: Keys<"audit">;
  readonly transit: TransitNetwork | CoreNetwork;
  readonly prefixLists: PrefixLists;
  readonly accessLogs: PrivateBucket;
  readonly flowLogs: FlowLogArchive;
  readonly auditTrail: AuditTrail;
  readonly dns: PrivateDns;
  /** By name. */
  readonly sites: Record<string, OnPremisesSite>;
  /** By region. */
  readonly monitoring: Record<string, TransitMonitoring>;
  readonly dashboard: cloudwatch.Dashboard;
  readonly budgets: budgets.Budget[];
  /** Absent where the file copies no images. */
  readonly images?: ecr.ReplicationConfiguration;

  constructor(name: string, stack: BackboneSpec, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:backbone:Backbone", name, { ...policyFacts(stack), ...networkFacts(stack) }, fitNames(opts));
    this.providers = byName(stack.regions, ({ name: region }) => this.createProvider(name, region, stack));
    this.keys = byName(stack.regions, ({ name: region }) => this.createKeys(name, region, stack));
    this.auditKeys = new Keys(
      `${name}-audit-keys`,
      { ...placeOf(stack), domains: ["audit"], protect: isProtected(stack) },
      this.child(stack),
    );
    this.accessLogs = this.createAccessLogs(name, stack);
    this.flowLogs = this.createFlowLogs(name, stack);
    this.auditTrail = this.createAuditTrail(name, stack);
    this.transit = this.createTransit(name, stack);
    this.prefixLists = prefixLists(name, stack.regions, stack.sites ?? [], this.child(stack));
    this.dns = new PrivateDns(
      `${name}-dns`,
      { region: stack.region, domain: stack.domain, flowLogs: this.flowLogs, protect: isProtected(stack) },
      this.child(stack),
    );
    this.sites = byName(stack.sites ?? [], (site) => this.createSite(name, stack, site));
    this.share(name, stack);
    this.images = this.createImageReplication(name, stack);
    this.monitoring = byName(stack.regions, ({ name: region }) => this.createMonitoring(name, region, stack));
    this.dashboard = this.createDashboard(name, stack);
    this.budgets = this.createBudgets(name, stack);
    this.registerOutputs(this.outputs());
  }

  /** What regions read by `StackReference` (`Interconnect`). */
  outputs(): Record<string, pulumi.Input<unknown>> {
    const { transit } = this;
    const ids =
      transit instanceof TransitNetwork
        ? Object.fromEntries(
            Object.entries(transit.hubs).map(([region, { gateway, routeTables, peeringTable }]) => [
              region,
              {
                transitGatewayId: gateway.id,
                routeTableIds: idsOf(routeTables),
                peeringTableId: peeringTable.id,
                prefixListIds: idsOf(this.prefixLists[region] ?? {}),
              },
            ]),
          )
        : Object.fromEntries(
            Object.entries(this.prefixLists).map(([region, lists]) => [
              region,
              {
                coreNetworkId: transit.coreNetworkId,
                coreNetworkArn: transit.coreNetwork.arn,
                prefixListIds: idsOf(lists),
              },
            ]),
          );
    return { regions: ids, zoneId: this.dns.zone.zoneId, flowLogArchiveArn: this.flowLogs.destination };
  }

  /** Its own provider is asked: the default one knows no region. */
  private accountId(stack: BackboneSpec): pulumi.Input<string> {
    return accountOf(placeOf(stack), this, this.providers[stack.region]).id;
  }

  private child({ region }: BackboneSpec, dependsOn: pulumi.Resource[] = []): pulumi.ComponentResourceOptions {
    return { parent: this, provider: this.providers[region], dependsOn };
  }

  private createProvider(name: string, region: string, stack: BackboneSpec): Provider {
    return new Provider(
      `${name}-${region}-aws`,
      {
        region,
        allowedAccountIds: stack.account ? [stack.account] : undefined,
        defaultTags: { tags: tagsOf(name, stack) },
      },
      { parent: this },
    );
  }

  private createKeys(name: string, region: string, stack: BackboneSpec): Keys<"logs" | "messaging"> {
    return new Keys(
      `${name}-${region}-keys`,
      { region, accountId: stack.account, domains: ["logs", "messaging"], protect: isProtected(stack) },
      { parent: this, provider: this.providers[region] },
    );
  }

  private createAccessLogs(name: string, stack: BackboneSpec): PrivateBucket {
    const id = this.accountId(stack);
    return new PrivateBucket(
      `${name}-access-logs`,
      {
        lifecycle: { expireDays: stack.audit.logRetentionDays, intelligentTiering: false },
        statements: (bucketArn) => accessLogStatements(bucketArn, id),
        protect: isProtected(stack),
      },
      this.child(stack),
    );
  }

  private createFlowLogs(name: string, stack: BackboneSpec): FlowLogArchive {
    return new FlowLogArchive(
      `${name}-flow-logs`,
      {
        ...placeOf(stack),
        accounts: stack.shareWith,
        retentionDays: stack.audit.logRetentionDays,
        accessLogBucket: this.accessLogs.bucket.id,
        protect: isProtected(stack),
      },
      this.child(stack, [this.accessLogs.policy]),
    );
  }

  private createAuditTrail(name: string, stack: BackboneSpec): AuditTrail {
    const { organization, logRetentionDays } = stack.audit;
    return new AuditTrail(
      `${name}-audit`,
      {
        ...placeOf(stack),
        organizationId: organization,
        retentionDays: logRetentionDays,
        auditKeyArn: this.auditKeys.keys.audit.arn,
        logsKeyArn: this.keysIn(stack.region).logs.arn,
        accessLogBucket: this.accessLogs.bucket.id,
        // Each region's stack has its own.
        guardDuty: false,
        accessAnalyzer: false,
        protect: isProtected(stack),
      },
      this.child(stack, [this.accessLogs.policy]),
    );
  }

  private keysIn(region: string): Keys<"logs" | "messaging">["keys"] {
    const keys = this.keys[region];
    if (!keys) throw new pulumi.RunError(`${region} is no member region`);
    return keys.keys;
  }

  private createTransit(name: string, stack: BackboneSpec): TransitNetwork | CoreNetwork {
    const { regions, sites = [] } = stack;
    const transitName = `${name}-transit`;
    if (stack.transit === "cloud-wan") return new CoreNetwork(transitName, { regions }, this.child(stack));
    const network = new TransitNetwork(transitName, { regions, sites }, this.child(stack));
    for (const [region, { gateway }] of Object.entries(network.hubs)) {
      transitFlowLog(`${transitName}-${region}-flow-log`, region, gateway.id, this.flowLogs, this.child(stack));
    }
    return network;
  }

  private createSite(name: string, stack: BackboneSpec, site: Site): OnPremisesSite {
    return new OnPremisesSite(
      `${name}-${site.name}`,
      {
        site,
        entrance: this.entranceOf(site),
        advertised: rangesOf(site.environment, stack.regions),
        logsKeyArn: this.keysIn(site.region).logs.arn,
        logRetentionDays: stack.audit.logRetentionDays,
      },
      this.child(stack),
    );
  }

  private entranceOf({ region, environment }: Site): SiteEntrance {
    if (this.transit instanceof CoreNetwork) return { coreNetworkId: this.transit.coreNetworkId };
    const hub = this.transit.hubs[region];
    const table = hub?.routeTables[environment];
    if (!hub || !table) throw new pulumi.RunError(`${environment} has no addresses in ${region}`);
    return { transitGatewayId: hub.gateway.id, routeTableId: table.id, peeringTableId: hub.peeringTable.id };
  }

  private share(name: string, stack: BackboneSpec) {
    const { shareWith: accounts = [] } = stack;
    if (accounts.length === 0) return;
    for (const [region, lists] of Object.entries(this.prefixLists)) {
      const gateway = this.transit instanceof TransitNetwork ? this.transit.hubs[region]?.gateway : undefined;
      const resourceArns = { ...arnsOf(lists), ...(gateway && { gateway: gateway.arn }) };
      resourceShare(`${name}-${region}`, { region, accounts, resourceArns }, this.child(stack));
    }
    if (this.transit instanceof TransitNetwork) return;
    // A core network is global; RAM keeps its share in the region of global services.
    const resourceArns = { "core-network": this.transit.coreNetwork.arn };
    resourceShare(`${name}-core-network`, { region: "us-east-1", accounts, resourceArns }, this.child(stack));
  }

  private createImageReplication(name: string, stack: BackboneSpec): ecr.ReplicationConfiguration | undefined {
    const others = stack.regions.map((region) => region.name).filter((region) => region !== stack.region);
    if (!stack.images || others.length === 0) return undefined;
    const accountId = this.accountId(stack);
    const { prefixes } = stack.images;
    return imageReplication(`${name}-images`, { accountId, regions: others, prefixes }, this.child(stack));
  }

  private watchedIn(region: string, { sites = [] }: BackboneSpec): WatchedTransit {
    const here = sites.filter((site) => site.region === region);
    const gateway = this.transit instanceof TransitNetwork ? this.transit.hubs[region]?.gateway : undefined;
    const vpns = here.flatMap((site) => {
      const vpn = this.sites[site.name]?.vpn;
      return vpn ? [[site.name, vpn.id] as const] : [];
    });
    const ports = here.flatMap(({ name, directConnect }) =>
      directConnect ? [[name, directConnect.map(({ id }) => id)] as const] : [],
    );
    return {
      ...(gateway && { transitGatewayId: gateway.id }),
      vpnIds: Object.fromEntries(vpns),
      directConnectConnections: Object.fromEntries(ports),
    };
  }

  private createMonitoring(name: string, region: string, stack: BackboneSpec): TransitMonitoring {
    return new TransitMonitoring(
      `${name}-${region}-monitoring`,
      {
        region,
        accountId: stack.account,
        messagingKeyArn: this.keysIn(region).messaging.arn,
        emails: stack.monitoring.alertEmails,
        watched: this.watchedIn(region, stack),
      },
      { parent: this, provider: this.providers[region] },
    );
  }

  private createDashboard(name: string, stack: BackboneSpec): cloudwatch.Dashboard {
    const watched = byName(stack.regions, ({ name: region }) => this.watchedIn(region, stack));
    return new cloudwatch.Dashboard(
      `${name}-dashboard`,
      { dashboardName: name, dashboardBody: pulumi.jsonStringify(backboneDashboard(watched)) },
      this.child(stack),
    );
  }

  /** The Backbone's own, and those that all stacks of an environment share. */
  private createBudgets(name: string, stack: BackboneSpec): budgets.Budget[] {
    const home = this.monitoring[stack.region];
    if (!home) throw new pulumi.RunError(`${stack.region} is no member region`);
    const told = { topicArn: home.topic.arn, topicPolicy: home.topicPolicy };
    const own = { limitUSD: stack.budget.monthlyUSD, tag: { key: "aidc:stack", value: name } };
    return [
      monthlyBudget(`${name}-budget`, { ...own, ...told }, this.child(stack)),
      ...Object.entries(stack.sharedBudgets ?? {}).map(([environment, limitUSD]) => {
        const tag = { key: "aidc:environment", value: environment };
        return monthlyBudget(`${name}-${environment}-budget`, { limitUSD, tag, ...told }, this.child(stack));
      }),
    ];
  }
}

/** What rules and the bandwidth plan read of the network's design. */
function networkFacts({ transit, regions, sites = [], traffic = [] }: BackboneSpec): pulumi.Inputs {
  return { transit, regions, sites, traffic };
}

function byName<T extends { name: string }, R>(items: readonly T[], make: (item: T) => R): Record<string, R> {
  return Object.fromEntries(items.map((item) => [item.name, make(item)]));
}

type ByEnvironment<T> = Partial<Record<Environment, T>>;

function idsOf(resources: ByEnvironment<pulumi.CustomResource>): Record<string, pulumi.Output<string>> {
  return Object.fromEntries(Object.entries(resources).map(([environment, { id }]) => [environment, id]));
}

function arnsOf(lists: ByEnvironment<ec2.ManagedPrefixList>): Record<string, pulumi.Output<string>> {
  return Object.fromEntries(Object.entries(lists).map(([environment, { arn }]) => [environment, arn]));
}
