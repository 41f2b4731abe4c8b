import type { GraphResource, PropertyValue } from "../../plan/graph";
import { allOf, anyOf, not, Property, type Truth, truthOf } from "../../plan/property";
import { aws } from "./types";

/**
 * The IAM policy document in a property: its JSON where that is known, else the structure that an ancestor registered as its
 * output `policyDocuments["<logical name>.<property>"]`, where only ARNs are unknown. Unknown where there is neither.
 */
export function policyDocument(resource: GraphResource, property: string): Property {
  const given = resource.at(property);
  if (given.text !== undefined) return new Property(parsed(given.text), property);
  if (!given.isUnknown) return given;
  for (const ancestor of resource.ancestors) {
    const registered = ancestor.output("policyDocuments", `${resource.name}.${property}`);
    if (!registered.isUnknown && registered.isPresent) return new Property(registered.known, property);
  }
  return given;
}

function parsed(text: string): PropertyValue {
  try {
    return JSON.parse(text) as PropertyValue;
  } catch {
    // Not a document: AWS will refuse it; no statement is read from it.
    return {};
  }
}

/** Whether the test holds for one of the document's statements. */
export function someStatement(document: Property, test: (statement: Property) => Truth): Truth {
  return document.at("Statement").some(test);
}

export const isAllow = (statement: Property) => statement.at("Effect").is("Allow");
export const isDeny = (statement: Property) => statement.at("Effect").is("Deny");

/** Whether the statement names an action that the test accepts. `NotAction` names nearly all: the caller decides. */
export function hasAction(statement: Property, test: (action: string) => boolean): Truth {
  return statement.at("Action").some((action) => action.satisfies((value) => typeof value === "string" && test(value)));
}

/** Whether the statement allows the action, by name, by a pattern, or by not excepting it. */
export function allows(statement: Property, action: string): Truth {
  const granted = hasAction(statement, (pattern) => matches(pattern, action));
  const excepted = statement
    .at("NotAction")
    .some((pattern) => pattern.satisfies((value) => typeof value === "string" && matches(value, action)));
  const byException = allOf([truthOf(statement.at("NotAction").isPresent), not(excepted)]);
  return allOf([isAllow(statement), anyOf([granted, byException])]);
}

/** IAM's patterns: `*` for any characters, `?` for one, upper case or lower. */
function matches(pattern: string, action: string): boolean {
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${expression}$`, "i").test(action);
}

/** `*`, and everything but a few actions. */
function allActions(statement: Property): Truth {
  const excepting = truthOf(statement.at("NotAction").isPresent);
  return anyOf([hasAction(statement, (action) => action === "*" || action === "*:*"), excepting]);
}

/** `*`, and everything but a few resources. */
export function allResources(statement: Property): Truth {
  return anyOf([truthOf(statement.at("NotResource").isPresent), hasStar(statement.at("Resource"))]);
}

/** Whether anybody is meant: principal `*`, `{"AWS": "*"}`, or everybody but some. */
export function anyPrincipal(statement: Property): Truth {
  const principal = statement.at("Principal");
  if (principal.isUnknown) return "unknown";
  return anyOf([
    truthOf(statement.at("NotPrincipal").isPresent),
    principal.is("*"),
    principal.text === undefined ? hasStar(principal.at("AWS")) : "no",
  ]);
}

/** An unknown leaf of a document is a name that AWS has yet to give, and AWS gives no `*`. */
function hasStar(leaves: Property): Truth {
  return truthOf(leaves.elements.some((leaf) => leaf.text === "*"));
}

/** The condition on a key, by any operator: keys are case-insensitive, operators may carry `ForAnyValue:` or `IfExists`. */
export function conditions(statement: Property, key: string): { operator: string; value: Property }[] {
  return Object.entries(statement.at("Condition").members).flatMap(([operator, keys]) =>
    Object.entries(keys.members)
      .filter(([name]) => name.toLowerCase() === key.toLowerCase())
      .map(([, value]) => ({ operator: operator.toLowerCase(), value })),
  );
}

/** Whether the statement narrows who may use it: by account, organization, principal, source or endpoint. */
export function isNarrowed(statement: Property): Truth {
  const condition = statement.at("Condition");
  if (condition.isUnknown) return "unknown";
  const narrowing = narrowingKeys
    .flatMap((key) => conditions(statement, key))
    .filter(({ operator }) => !/not|ifexists$|^null$|^forallvalues:/.test(operator));
  return truthOf(narrowing.some(({ value }) => hasStar(value) !== "yes"));
}

const narrowingKeys = [
  "aws:PrincipalAccount",
  "aws:PrincipalArn",
  "aws:PrincipalOrgID",
  "aws:PrincipalOrgPaths",
  "aws:SourceAccount",
  "aws:SourceArn",
  "aws:SourceOrgID",
  "aws:SourceOwner",
  "aws:SourceVpc",
  "aws:SourceVpce",
  "aws:userid",
  "kms:CallerAccount",
  "kms:ViaService",
  "s3:DataAccessPointAccount",
];

/** Whether the statement grants all actions on all resources. */
export function grantsEverything(statement: Property): Truth {
  return allOf([isAllow(statement), allActions(statement), allResources(statement)]);
}

/** The documents that say what a principal may do, in a policy or inline in a role. */
export function permissionDocuments(resource: GraphResource): Property[] {
  if (resource.type !== aws.role) return [policyDocument(resource, "policy")];
  const inline = resource.at("inlinePolicies");
  if (inline.isUnknown) return [inline];
  return inline.elements.flatMap((policy) => {
    const text = policy.at("policy");
    if (text.isAbsent) return [];
    return [text.text === undefined ? text : new Property(parsed(text.text), text.path)];
  });
}

/** Where `permissionDocuments` finds documents. */
export const permissionTypes = [
  aws.iamPolicy,
  aws.rolePolicy,
  aws.iamUserPolicy,
  aws.iamGroupPolicy,
  aws.role,
] as const;
