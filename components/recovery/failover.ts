import * as route53 from "@pulumi/aws/route53";
import * as pulumi from "@pulumi/pulumi";

export interface FailoverArgs {
  /** The hosted zone, which both regions share. */
  zoneId: pulumi.Input<string>;
  /** The name that users call, for example `chat.example.com`. */
  name: pulumi.Input<string>;
  /** This region's endpoint. */
  endpoint: pulumi.Input<string>;
  /** `active`: both regions answer while they are healthy. Else the secondary answers only while the primary is not healthy. */
  role: "primary" | "secondary" | "active";
  /** Path that answers 200 while the region can serve. Default: `/healthz`. */
  healthPath?: string;
  /** Tells this region's record from the other's. */
  region: string;
}

/**
 * The region's record of a name that two regions share, and the health check that takes it out. The answer changes within
 * three checks of 10 seconds and the record's minute.
 *
 * @example
 * new Failover("ai", { zoneId, name: "chat.example.com", endpoint: "nlb.us-east-1.example.com", role: "primary", region: "us-east-1" });
 */
export class Failover extends pulumi.ComponentResource {
  readonly healthCheck: route53.HealthCheck;
  readonly record: route53.Record;

  constructor(name: string, args: FailoverArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:recovery:Failover", name, {}, opts);
    const child = { parent: this };
    this.healthCheck = new route53.HealthCheck(
      `${name}-health`,
      {
        type: "HTTPS",
        fqdn: args.endpoint,
        port: 443,
        resourcePath: args.healthPath ?? "/healthz",
        requestInterval: 10,
        failureThreshold: 3,
        enableSni: true,
        tags: { Name: name },
      },
      child,
    );
    this.record = new route53.Record(
      `${name}-record`,
      {
        zoneId: args.zoneId,
        name: args.name,
        type: "CNAME",
        ttl: 60,
        records: [args.endpoint],
        setIdentifier: args.region,
        healthCheckId: this.healthCheck.id,
        ...policy(args),
      },
      child,
    );
    this.registerOutputs({ fqdn: this.record.fqdn });
  }
}

function policy({ role, region }: FailoverArgs): Partial<route53.RecordArgs> {
  return role === "active"
    ? { latencyRoutingPolicies: [{ region }] }
    : { failoverRoutingPolicies: [{ type: role === "primary" ? "PRIMARY" : "SECONDARY" }] };
}
