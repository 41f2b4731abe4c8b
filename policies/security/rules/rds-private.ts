import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";
import { not } from "../../../plan/property";

export const rdsPrivate = resourceRule({
  id: "RDS-02",
  name: "rds-private",
  title: "No database has a public address",
  severity: "critical",
  rationale: "A database that the internet can reach is tried with every leaked password there is.",
  remediation: "Leave `publiclyAccessible` false; reach the database through the VPC.",
  controls: { ...safeguards.boundary, cisAws: ["3.2.3"], fsbp: ["RDS.2"] },
  types: [aws.rdsInstance, aws.rdsClusterInstance],
  check: (instance) => {
    const isPublic = instance.at("publiclyAccessible");
    return [must(not(isPublic.or(false).isTrue), "the database has a public address", isPublic)];
  },
});
