/** Property values are in Pulumi's JSON form (`engine/engine.ts`); secrets are masked. */
export interface PlanResource {
  urn: string;
  type: string;
  name: string;
  custom: boolean;
  parent?: string;
  provider?: string;
  inputs: Record<string, unknown>;
  dependencies: string[];
  propertyDependencies: Record<string, string[]>;
  protect: boolean;
  change: { kind: string; differingKeys?: string[]; replaceKeys?: string[]; previousUrn?: string };
}
