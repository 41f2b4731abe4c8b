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

const SERVICE: Record<string, string> = {
  ec2: "Amazon Elastic Compute Cloud",
  eks: "Amazon Elastic Kubernetes Service",
  s3: "Amazon Simple Storage Service",
  kms: "AWS Key Management Service",
  cloudwatch: "Amazon CloudWatch",
  fsx: "Amazon FSx",
  rds: "Amazon Aurora",
  lb: "Elastic Load Balancing",
  secretsmanager: "AWS Secrets Manager",
  ec2transitgateway: "AWS Transit Gateway",
  kubernetes: "Amazon Elastic Kubernetes Service",
};

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
  const service = type.split(":")[0] === "aws" ? (type.split(":")[1]?.split("/")[0] ?? "") : "kubernetes";
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
    PricingCategory: "Standard",
    PricingQuantity: line.quantity,
    PricingUnit: line.unit,
    ProviderName: "Amazon Web Services",
    PublisherName: "Amazon Web Services",
    RegionId: plan.region,
    RegionName: plan.region,
    ResourceId: line.urn,
    ResourceName: name,
    ResourceType: type,
    ServiceCategory: CATEGORY[line.concern],
    ServiceName: SERVICE[service] ?? service,
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
