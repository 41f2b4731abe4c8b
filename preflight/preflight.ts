import type { AwsReads } from "./aws";
import { checkAccount } from "./checks/account";
import { checkAddresses } from "./checks/addresses";
import { checkImages } from "./checks/images";
import { checkKubernetesVersion } from "./checks/kubernetesVersion";
import { checkOfferings } from "./checks/offerings";
import { checkElasticIpQuota, checkVcpuQuotas, checkVpcQuota } from "./checks/quotas";
import { checkReservations } from "./checks/reservations";
import { checkSites } from "./checks/sites";
import { checkServiceLinkedRoles } from "./checks/serviceLinkedRoles";
import type { Facts, Row } from "./row";
import { unanswered } from "./unanswered";

/** One question to the live account: asks what it needs and judges the answer. */
interface Check {
  name: string;
  run: (facts: Facts, aws: AwsReads) => Promise<Row[]>;
}

/** A row with the check that it answers. */
export type NamedRow = Row & { check: string };

const checks: Check[] = [
  { name: "account", run: checkAccount },
  { name: "vCPU quota", run: checkVcpuQuotas },
  { name: "Elastic IP quota", run: checkElasticIpQuota },
  { name: "VPC quota", run: checkVpcQuota },
  { name: "offering", run: checkOfferings },
  { name: "site", run: checkSites },
  { name: "reservation", run: checkReservations },
  { name: "image", run: checkImages },
  { name: "Kubernetes version", run: checkKubernetesVersion },
  { name: "address range", run: checkAddresses },
  { name: "service-linked role", run: checkServiceLinkedRoles },
];

/**
 * Asks the live account whether it can take the stack. Read-only. A question that AWS did not answer is a row of its own
 * with the reason, and the others are still answered.
 */
export async function preflight(facts: Facts, aws: AwsReads): Promise<NamedRow[]> {
  const rows = await Promise.all(
    checks.map(async ({ name, run }) => {
      try {
        return (await run(facts, aws)).map((row) => ({ check: name, ...row }));
      } catch (error) {
        return [{ check: name, ...unanswered(error as Error, facts.region) }];
      }
    }),
  );
  return rows.flat();
}
