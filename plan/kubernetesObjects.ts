import type { PropertyValue } from "../engine/engine";
import { isUnknown, mapProperties, mapValue } from "../engine/values";
import type { PlanResource } from "./resource";

/** What stands where only a deployment knows the value. */
const knownAfterDeployment = "known-after-deployment";

export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; labels?: Record<string, string> };
  [field: string]: unknown;
}

/** The plan's own Kubernetes resources: what is rendered is what `pulumi up` applies. */
export function kubernetesObjects(resources: readonly PlanResource[]): KubernetesObject[] {
  return resources
    .filter(({ type, custom }) => custom && /^kubernetes:(?!helm\.sh)/.test(type))
    .map(({ inputs }) => mapProperties(inputs as Record<string, PropertyValue>, known) as unknown as KubernetesObject);
}

function known(value: PropertyValue): PropertyValue {
  return mapValue(value, (leaf) => (isUnknown(leaf) ? knownAfterDeployment : undefined));
}
