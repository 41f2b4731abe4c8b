import type { AwsReads } from "../aws";
import type { Facts, Row } from "../row";

/** Passes when EKS still gives the version standard support; warns for extended support, which costs more. */
export async function checkKubernetesVersion(facts: Facts, aws: AwsReads): Promise<Row[]> {
  const versions = await aws.clusterVersions();
  const subject = facts.kubernetesVersion;
  const status = versions
    .find(({ version }) => version === subject)
    ?.status.toLowerCase()
    .replace(/_/g, "-");
  if (status === "standard-support") return [{ subject, status: "pass", found: "in standard support" }];
  const standard = versions
    .filter((each) => each.status.toLowerCase().replace(/_/g, "-") === "standard-support")
    .map(({ version }) => version);
  const next = `Set \`cluster.version\` to one of ${standard.join(", ")}.`;
  if (status === "extended-support") return [{ subject, status: "warn", found: "in extended support", next }];
  return [{ subject, status: "fail", found: "not a version that EKS offers", next }];
}
