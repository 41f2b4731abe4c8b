import * as accessanalyzer from "@pulumi/aws/accessanalyzer";
import type * as guardduty from "@pulumi/aws/guardduty";
import * as pulumi from "@pulumi/pulumi";
import { type AccountArgs, accountOf } from "./account";
import { guardDuty } from "./guardDuty";
import { PolicyDocuments } from "./policyDocuments";
import { type Trail, auditTrail } from "./trail";

export interface AuditTrailArgs extends AccountArgs {
  /** A trail of every region's management events. Default: true. */
  cloudTrail?: boolean;
  /** The organisation whose accounts the trail covers. Default: this account alone. */
  organizationId?: string;
  /** A GuardDuty detector. Default: true. */
  guardDuty?: boolean;
  /** IAM Access Analyzer, for what other accounts can reach. Default: true. */
  accessAnalyzer?: boolean;
  /** Days that events are kept: a period that CloudWatch Logs accepts. Default: 365. */
  retentionDays?: number;
  /** KMS key of the trail's log files; its policy lets CloudTrail use it. */
  auditKeyArn: pulumi.Input<string>;
  /** KMS key of the trail's log group; its policy lets CloudWatch Logs use it. */
  logsKeyArn: pulumi.Input<string>;
  /** Bucket that takes the trail bucket's access logs. */
  accessLogBucket?: pulumi.Input<string>;
  /** Lock the log files for as long as they are kept, and keep the bucket. Default: true. */
  protect?: boolean;
}

/**
 * Who did what (CloudTrail), what looks wrong (GuardDuty) and what is open to others (Access Analyzer).
 *
 * @example
 * new AuditTrail("ai-audit", {
 *   region: "us-east-1", accountId: "111122223333", auditKeyArn: keys.keys.audit.arn, logsKeyArn: keys.keys.logs.arn,
 * });
 */
export class AuditTrail extends pulumi.ComponentResource {
  readonly trail?: Trail;
  readonly detector?: guardduty.Detector;
  readonly analyzer?: accessanalyzer.Analyzer;

  constructor(name: string, args: AuditTrailArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:security:AuditTrail", name, {}, opts);
    const policies = new PolicyDocuments();

    if (args.cloudTrail ?? true) this.trail = this.createTrail(name, args, policies);
    if (args.guardDuty ?? true) this.detector = guardDuty(name, { parent: this });
    if (args.accessAnalyzer ?? true) this.analyzer = this.createAnalyzer(name);

    this.registerOutputs({
      trailArn: this.trail?.trail.arn,
      detectorId: this.detector?.id,
      analyzerArn: this.analyzer?.arn,
      policyDocuments: policies.byProperty,
    });
  }

  private createTrail(name: string, args: AuditTrailArgs, policies: PolicyDocuments): Trail {
    const { auditKeyArn, logsKeyArn, accessLogBucket, organizationId, retentionDays = 365, protect = true } = args;
    const trail = { organizationId, auditKeyArn, logsKeyArn, accessLogBucket, retentionDays, protect };
    return auditTrail(name, trail, accountOf(args, this), policies, { parent: this });
  }

  private createAnalyzer(name: string): accessanalyzer.Analyzer {
    return new accessanalyzer.Analyzer(`${name}-analyzer`, { analyzerName: name, type: "ACCOUNT" }, { parent: this });
  }
}
