import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { graphRule, must, satisfied } from "../../rule";
import { truthOf } from "../../../plan/property";

export const rdsSeveralZones = graphRule({
  id: "RDS-05",
  name: "rds-several-zones",
  title: "Production databases stand in several zones; others need not pay for it",
  severity: "medium",
  severityIn: ({ environment }) => (environment === "production" ? "high" : undefined),
  rationale: "A database in one zone goes down with it. A second one in development costs as much as the first.",
  remediation: "Give an Aurora cluster a second `aws.rds.ClusterInstance`; set `multiAz` of a database instance.",
  controls: { ...safeguards.availability, fsbp: ["RDS.5", "RDS.15"] },
  types: [aws.rdsCluster, aws.rdsInstance],
  parameters: {
    minInstances: {
      description: "Fewest instances of an Aurora cluster; from 2 on, database instances must be Multi-AZ.",
      schema: { type: "integer", minimum: 1 },
      weaker: "lower",
      default: 1,
      byEnvironment: { production: 2 },
    },
  },
  check: (database, _graph, { parameters }) => {
    if (parameters.minInstances < 2) return [];
    if (database.type === aws.rdsInstance) {
      const zones = database.at("multiAz");
      return [must(zones.or(false).isTrue, "the database goes down with its zone", zones)];
    }
    // A Multi-AZ cluster of RDS is three instances by itself.
    if (database.at("dbClusterInstanceClass").isPresent) return [satisfied];
    const instances = database.referrers(aws.rdsClusterInstance, "clusterIdentifier").length;
    return [must(truthOf(instances >= parameters.minInstances), `the cluster has ${instances} instances`)];
  },
});
