import { stringify } from "csv-stringify/sync";
import type { BillLine, Concern } from "../bill";
import type { Plan } from "../plan";

/** FOCUS' closed list of service categories. */
const CATEGORY: Record<Concern, string> = {
  compute: "Compute",
  "control plane": "Compute",
  network: "Networking",
  storage: "Storage",
  security: "Security",
  observability: "Management and Governance",
};

interface Service {
  name: string;
  /** Where it is not that of the line's concern. */
  category?: string;
}

/** Services by the module of the AWS provider, under the names that AWS's bills give them. */
const SERVICES: Record<string, Service> = {
  amp: { name: "Amazon Managed Service for Prometheus" },
  backup: { name: "AWS Backup" },
  cloudwatch: { name: "Amazon CloudWatch" },
  datasync: { name: "AWS DataSync", category: "Migration" },
  directconnect: { name: "AWS Direct Connect" },
  dynamodb: { name: "Amazon DynamoDB", category: "Databases" },
  ec2: { name: "Amazon Elastic Compute Cloud" },
  ec2transitgateway: { name: "AWS Transit Gateway" },
  ecr: { name: "Amazon EC2 Container Registry (ECR)" },
  efs: { name: "Amazon Elastic File System" },
  eks: { name: "Amazon Elastic Kubernetes Service" },
  emrcontainers: { name: "Amazon Elastic MapReduce", category: "Analytics" },
  fis: { name: "AWS Fault Injection Service", category: "Developer Tools" },
  fsx: { name: "Amazon FSx" },
  grafana: { name: "Amazon Managed Grafana" },
  guardduty: { name: "Amazon GuardDuty" },
  kms: { name: "AWS Key Management Service" },
  lb: { name: "Elastic Load Balancing" },
  networkmanager: { name: "AWS Cloud WAN" },
  rds: { name: "Amazon Relational Database Service", category: "Databases" },
  route53: { name: "Amazon Route 53" },
  s3: { name: "Amazon Simple Storage Service" },
  secretsmanager: { name: "AWS Secrets Manager" },
  sfn: { name: "AWS Step Functions", category: "Integration" },
  sns: { name: "Amazon Simple Notification Service", category: "Integration" },
  sqs: { name: "Amazon Simple Queue Service", category: "Integration" },
};

/** What a module's resource is billed as, when another service carries the charge. */
const CARRIED: Partial<Record<`${string} ${Concern}`, string>> = {
  "ec2 network": "Amazon Virtual Private Cloud",
  // Nodes and their volumes, whoever makes them; load balancers of a cluster's objects.
  "eks compute": "Amazon Elastic Compute Cloud",
  "eks storage": "Amazon Elastic Compute Cloud",
  "eks observability": "Amazon CloudWatch",
  "kubernetes compute": "Amazon Elastic Compute Cloud",
  "kubernetes storage": "Amazon Elastic Compute Cloud",
  "kubernetes network": "Elastic Load Balancing",
};

function serviceOf(type: string, concern: Concern): Required<Service> {
  const [provider, module = ""] = type.split(/[:/]/);
  const key = provider === "aws" ? module : "kubernetes";
  const { name, category = CATEGORY[concern] } = SERVICES[key] ?? { name: module };
  return { name: CARRIED[`${key} ${concern}`] ?? name, category };
}

export interface FocusOptions {
  /** The month that is forecast, `YYYY-MM`. */
  month: string;
}

/**
 * The bill as CSV in the FinOps Open Cost and Usage Specification, version 1.0: a forecast of one month, a row a billed dimension.
 * What is not priced is left out, as FOCUS has no row for an unknown cost. Source: focus.finops.org, "FOCUS specification 1.0", columns.
 */
export function renderFocus(plan: Plan, { month }: FocusOptions): string {
  const types = new Map(plan.resources.map(({ urn, type, name }) => [urn, { type, name }]));
  const period = periodOf(month);
  const rows = plan.bill.lines.map((line) => {
    const { type = "", name = "" } = types.get(line.urn) ?? {};
    return row(line, { plan, type, name, ...period });
  });
  return stringify(rows, { header: true });
}

interface RowContext {
  plan: Plan;
  type: string;
  name: string;
  start: string;
  end: string;
}

function row(line: BillLine, { plan, type, name, start, end }: RowContext): Record<string, string | number> {
  const { listUnitPriceUSD = line.unitPriceUSD } = line;
  const service = serviceOf(type, line.concern);
  return {
    BilledCost: line.monthlyUSD,
    BillingAccountId: plan.stack,
    BillingAccountName: plan.stack,
    BillingCurrency: plan.bill.currency,
    BillingPeriodStart: start,
    BillingPeriodEnd: end,
    ChargeCategory: "Usage",
    ChargeClass: "",
    ChargeDescription: line.item,
    ChargeFrequency: "Usage-Based",
    ChargePeriodStart: start,
    ChargePeriodEnd: end,
    ConsumedQuantity: line.quantity,
    ConsumedUnit: line.unit,
    ContractedCost: line.monthlyUSD,
    ContractedUnitPrice: line.unitPriceUSD,
    EffectiveCost: line.monthlyUSD,
    InvoiceIssuerName: "Amazon Web Services",
    ListCost: line.quantity * listUnitPriceUSD,
    ListUnitPrice: listUnitPriceUSD,
    // AWS changes what spot capacity and capacity blocks cost as supply and demand do.
    PricingCategory: line.purchase === undefined ? "Standard" : "Dynamic",
    PricingQuantity: line.quantity,
    PricingUnit: line.unit,
    ProviderName: "Amazon Web Services",
    PublisherName: "Amazon Web Services",
    RegionId: line.region,
    RegionName: line.region,
    ResourceId: line.urn,
    ResourceName: name,
    ResourceType: type,
    ServiceCategory: service.category,
    ServiceName: service.name,
    SkuId: line.sku,
    SkuPriceId: [line.region, line.sku, line.purchase ?? "onDemand"].join("/"),
    // FOCUS wants the columns where a provider has the thing: a forecast has no commitment and no account below its own.
    CommitmentDiscountCategory: "",
    CommitmentDiscountId: "",
    CommitmentDiscountName: "",
    CommitmentDiscountStatus: "",
    CommitmentDiscountType: "",
    SubAccountId: "",
    SubAccountName: "",
    Tags: JSON.stringify({ "aidc:stack": plan.stack, "aidc:environment": plan.environment }),
    x_Concern: line.concern,
    x_UsageAssumed: String(line.usageBased),
  };
}

/** First instants of the month and of the next, UTC. */
function periodOf(month: string): { start: string; end: string } {
  const [year = NaN, number = NaN] = month.split("-").map(Number);
  const instant = (of: number) => new Date(Date.UTC(year, of, 1)).toISOString().replace(".000Z", "Z");
  return { start: instant(number - 1), end: instant(number) };
}
