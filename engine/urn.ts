/** The root of every program: its children's types are not prefixed with it. */
export const stackType = "pulumi:pulumi:Stack";

export interface UrnParts {
  stack: string;
  project: string;
  /** The types of the parents and the resource, joined by `$`. */
  qualifiedType: string;
  type: string;
  name: string;
}

/** The identity of a resource: `urn:pulumi:stack::project::parentType$type::name`. */
export function makeUrn(stack: string, project: string, parent: string | undefined, type: string, name: string) {
  const parentType = parent ? parseUrn(parent).qualifiedType : "";
  const prefix = parentType && parentType !== stackType ? `${parentType}$` : "";
  return `urn:pulumi:${stack}::${project}::${prefix}${type}::${name}`;
}

export function parseUrn(urn: string): UrnParts {
  const [head = "", project = "", qualifiedType = "", ...name] = urn.split("::");
  return {
    stack: head.slice("urn:pulumi:".length),
    project,
    qualifiedType,
    type: qualifiedType.slice(qualifiedType.lastIndexOf("$") + 1),
    name: name.join("::"),
  };
}

/** The package of a type token: `aws` of `aws:s3/bucket:Bucket`, and of `pulumi:providers:aws`. */
export function packageOf(type: string): string {
  return isProviderType(type) ? type.slice(providerPrefix.length) : (type.split(":")[0] ?? type);
}

const providerPrefix = "pulumi:providers:";

export const isProviderType = (type: string) => type.startsWith(providerPrefix);
export const providerType = (packageName: string) => `${providerPrefix}${packageName}`;

/** The URN and id of a provider reference `URN::ID`. */
export function parseProviderReference(reference: string): { urn: string; id: string } {
  const at = reference.lastIndexOf("::");
  return { urn: reference.slice(0, at), id: reference.slice(at + 2) };
}
