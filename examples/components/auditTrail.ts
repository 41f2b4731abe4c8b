import { AuditTrail } from "aidc/components/security/auditTrail";
import { accountId, keyArn, region } from "./existing";

const audit = new AuditTrail("ai", { region, accountId, auditKeyArn: keyArn, logsKeyArn: keyArn, guardDuty: false });

export const trail = audit.trail?.trail.arn;
