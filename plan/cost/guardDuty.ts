import { findInstanceType } from "../../catalog/instanceTypes";
import { instanceTypeOf, nodeGroupType, nodesOf } from "./compute";
import { byItem, notPriced, type Pricer, unpriced, used } from "./pricer";

/** What every detector analyses. */
const detector = used(
  {
    key: "guardDutyMillionEventsPerMonth",
    price: "guardduty-cloudtrail-event-1m",
    concern: "security",
    item: "GuardDuty: management events",
  },
  {
    key: "guardDutyFlowLogGBPerMonth",
    price: "guardduty-flow-log-gb",
    concern: "security",
    item: "GuardDuty: flow and DNS logs",
  },
);

/** By the vCPUs of the nodes that its agent runs on, at the price of the first 500: nodes that Karpenter makes come on top. */
const runtimeMonitoring: Pricer = (resource, context) => {
  const item = "GuardDuty: monitored vCPUs";
  const vcpus = { fewest: 0, desired: 0, most: 0 };
  for (const group of context.ofType(nodeGroupType)) {
    const type = instanceTypeOf(group, context);
    const each = findInstanceType(type ?? "")?.vcpus;
    if (each === undefined)
      return [notPriced(resource, item, `the catalogue does not know the vCPUs of ${type ?? group.name}`)];
    const { fewest, desired, most } = nodesOf(group);
    vcpus.fewest += fewest * each;
    vcpus.desired += desired * each;
    vcpus.most += most * each;
  }
  return [
    byItem(resource, context, "guardduty-runtime-vcpu-month", {
      concern: "security",
      item,
      quantity: vcpus.desired,
      minimumQuantity: vcpus.fewest,
      maximumQuantity: vcpus.most,
    }),
  ];
};

/** By GuardDuty's names of its protection plans. */
const features: Record<string, Pricer> = {
  RUNTIME_MONITORING: runtimeMonitoring,
  EKS_AUDIT_LOGS: used({
    key: "guardDutyMillionAuditEventsPerMonth",
    price: "guardduty-audit-event-1m",
    concern: "security",
    item: "GuardDuty: Kubernetes audit events",
  }),
  S3_DATA_EVENTS: used({
    key: "guardDutyMillionDataEventsPerMonth",
    price: "guardduty-data-event-1m",
    concern: "security",
    item: "GuardDuty: S3 data events",
  }),
  EBS_MALWARE_PROTECTION: used({
    key: "guardDutyScannedGBPerMonth",
    price: "guardduty-malware-gb",
    concern: "security",
    item: "GuardDuty: volumes scanned for malware",
  }),
};

const feature: Pricer = (resource, context) => {
  const name = String(resource.inputs.name);
  const pricer = features[name] ?? unpriced(`GuardDuty: ${name}`, "what it analyses");
  return pricer(resource, context);
};

export const guardDutyPricers: Record<string, Pricer> = {
  "aws:guardduty/detector:Detector": detector,
  "aws:guardduty/detectorFeature:DetectorFeature": feature,
};
