import * as guardduty from "@pulumi/aws/guardduty";
import type * as aws from "@pulumi/aws/types/input";
import type * as pulumi from "@pulumi/pulumi";

/** What the detector watches besides CloudTrail, flow and DNS logs, which it always does. */
const features: Record<string, aws.guardduty.DetectorFeatureAdditionalConfiguration[] | undefined> = {
  S3_DATA_EVENTS: undefined,
  EKS_AUDIT_LOGS: undefined,
  EBS_MALWARE_PROTECTION: undefined,
  // GuardDuty keeps its agent on EKS nodes by itself; there is nothing else here that it could run on.
  RUNTIME_MONITORING: [
    { name: "EKS_ADDON_MANAGEMENT", status: "ENABLED" },
    { name: "ECS_FARGATE_AGENT_MANAGEMENT", status: "DISABLED" },
    { name: "EC2_AGENT_MANAGEMENT", status: "DISABLED" },
  ],
};

/** GuardDuty for the region, with what it offers for EKS, S3 and volumes. An account has one detector a region. */
export function guardDuty(name: string, opts: pulumi.CustomResourceOptions): guardduty.Detector {
  const detector = new guardduty.Detector(
    `${name}-detector`,
    { enable: true, findingPublishingFrequency: "FIFTEEN_MINUTES" },
    opts,
  );
  for (const [feature, additionalConfigurations] of Object.entries(features)) {
    new guardduty.DetectorFeature(
      `${name}-${feature.toLowerCase().replaceAll("_", "-")}`,
      { detectorId: detector.id, name: feature, status: "ENABLED", additionalConfigurations },
      opts,
    );
  }
  return detector;
}
