import type * as pulumi from "@pulumi/pulumi";
import type { Stack } from "../../spec/stack";
import type { Region } from "../region";
import { AuditTrail } from "../security/auditTrail";
import { isProtected, placeOf } from "./inputs";

export function auditTrail(
  name: string,
  stack: Stack,
  { keys: { keys }, objectStore: { accessLogs } }: Pick<Region, "keys" | "objectStore">,
  opts: pulumi.ComponentResourceOptions,
): AuditTrail {
  const { logRetentionDays: retentionDays, ...choices } = stack.audit;
  return new AuditTrail(
    `${name}-audit`,
    {
      ...placeOf(stack),
      ...choices,
      retentionDays,
      auditKeyArn: keys.audit.arn,
      logsKeyArn: keys.logs.arn,
      accessLogBucket: accessLogs.bucket.id,
      protect: isProtected(stack),
    },
    opts,
  );
}
