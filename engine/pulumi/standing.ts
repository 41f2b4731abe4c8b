import type { Stack } from "@pulumi/pulumi/automation";
import type { InterruptedOperation, StandingStack } from "../deployer";
import type { PropertyValue } from "../engine";
import { previousResources } from "../stackExport";
import { isObject } from "../values";

/** What the backend keeps of the stack. */
export async function standingOf(stack: Stack): Promise<StandingStack> {
  const exported = (await stack.exportStack()) as unknown as PropertyValue;
  return { resources: previousResources(exported), interrupted: interruptedOf(exported) };
}

const operations: readonly string[] = ["creating", "updating", "deleting", "reading", "importing"];

/** apitype.OperationV2 in pulumi/pulumi. */
function interruptedOf(exported: PropertyValue): InterruptedOperation[] {
  const deployment = isObject(exported) && isObject(exported.deployment) ? exported.deployment : {};
  const pending = Array.isArray(deployment.pending_operations) ? deployment.pending_operations : [];
  return pending.filter(isObject).flatMap(({ resource, type: operation }) => {
    if (!isObject(resource) || typeof operation !== "string" || !operations.includes(operation)) return [];
    const { urn, type } = resource;
    if (typeof urn !== "string" || typeof type !== "string") return [];
    return [{ urn, type, operation: operation as InterruptedOperation["operation"] }];
  });
}
