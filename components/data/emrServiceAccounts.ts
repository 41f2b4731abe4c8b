/**
 * The service accounts that EMR on EKS makes in the namespace for a job's pods, so that EKS Pod Identity can hand them the job's role.
 * Their names hold the role's, in base 36 (AWS CLI, `aws emr-containers create-role-associations`, read 2026-11-25).
 */
export function emrServiceAccounts(accountId: string, roleName: string): Record<SparkComponent, string> {
  const name = (component: SparkComponent) => `emr-containers-sa-spark-${component}-${accountId}-${base36(roleName)}`;
  return { client: name("client"), driver: name("driver"), executor: name("executor") };
}

/** The pod that submits, Spark's driver, Spark's workers. */
export type SparkComponent = "client" | "driver" | "executor";

/** The text's bytes as one number. */
export function base36(text: string): string {
  return BigInt(`0x${Buffer.from(text).toString("hex")}`).toString(36);
}
