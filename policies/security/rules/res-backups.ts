import { each, arnMayLive, mayLiveIn, regionOf } from "../../aws/residency";
import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { graphRule, must } from "../../rule";

export const resBackups = graphRule({
  id: "RES-03",
  name: "res-backups",
  title: "Backups are copied only to where data may live",
  severity: "high",
  rationale: "A backup holds all that it protects, for years, in a vault that nobody opens.",
  remediation: "Copy to a vault in the stack file's `residency`: `recovery.otherRegion` names its region.",
  controls: { ...safeguards.residency },
  types: [aws.backupPlan],
  check: (plan, _graph, { facts }) => {
    if (facts.residency.length === 0) return [];
    const otherwise = `backups are copied outside ${facts.residency.join(", ")}`;
    const rules = plan.at("rules");
    const vaults = plan.references("rules", aws.backupVault);
    const copies = each(rules)
      .flatMap((rule) => each(rule.at("copyActions")))
      .map((copy) => copy.at("destinationVaultArn"));
    return [
      ...vaults.map((vault) => must(mayLiveIn(regionOf(vault), facts), otherwise, rules)),
      ...copies
        .filter((arn) => arn.text !== undefined || vaults.length === 0)
        .map((arn) => must(arnMayLive(arn, facts), otherwise, arn)),
    ];
  },
});
