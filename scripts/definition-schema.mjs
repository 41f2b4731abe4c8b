// One definition of a JSON Schema as a schema of its own, with the definitions that it refers to.
const prefix = "#/definitions/";

/** @throws where the schema has no such definition. */
export function definitionSchema(schema, name, id) {
  const { [name]: root, ...others } = collectDefinitions(schema.definitions, name, {});
  return { $schema: schema.$schema, $id: id, title: name, ...root, definitions: others };
}

/** The definition of that name and all that it refers to, into `found`. */
export function collectDefinitions(definitions, name, found) {
  if (name in found) return found;
  if (!definitions[name]) throw new Error(`the schema defines no ${name}`);
  found[name] = definitions[name];
  JSON.stringify(definitions[name], (key, value) => {
    if (key === "$ref" && value.startsWith(prefix)) collectDefinitions(definitions, value.slice(prefix.length), found);
    return value;
  });
  return found;
}
