import type { PolicyResource, ResourceValidationArgs } from "@pulumi/policy";
import type { PropertyMap, PropertyValue, ResourceNode } from "../../plan/graph";

/** A resource as `Analyze` shows it: its inputs. */
export function nodeOfResource(args: ResourceValidationArgs): ResourceNode {
  const { urn, type, name, opts } = args;
  return { urn, type, name, inputs: raw(args.props), protect: opts.protect };
}

/** A resource as `AnalyzeStack` shows it: its outputs, among which are its inputs; `inputs` where `Analyze` showed them. */
export function nodeOfStackResource(resource: PolicyResource, inputs: PropertyMap | undefined): ResourceNode {
  const outputs = raw(resource.props);
  return {
    urn: resource.urn,
    type: resource.type,
    name: resource.name,
    ...(resource.parent && { parent: resource.parent.urn }),
    inputs: inputs ?? outputs,
    outputs,
    ...(resource.provider && { provider: `${resource.provider.urn}::` }),
    dependencies: resource.dependencies.map(({ urn }) => urn),
    propertyDependencies: Object.fromEntries(
      Object.entries(resource.propertyDependencies).map(([property, on]) => [property, on.map(({ urn }) => urn)]),
    ),
    protect: resource.opts.protect,
  };
}

/** The values behind the SDK's proxy, which throws as soon as an unknown one is read through it. */
function raw(props: Record<string, unknown>): PropertyMap {
  const values: PropertyMap = {};
  for (const name of Object.keys(props)) {
    values[name] = Object.getOwnPropertyDescriptor(props, name)?.value as PropertyValue;
  }
  return values;
}
