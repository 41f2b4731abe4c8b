// A JSON Schema with the definitions that it takes from another one among its own.
import { collectDefinitions } from "./definition-schema.mjs";

/** `file` is how the schema refers to the other. */
export function bundledSchema(schema, other, file) {
  const found = {};
  const inner = JSON.parse(JSON.stringify(schema), (key, value) => {
    if (key !== "$ref" || !value.startsWith(`${file}#/definitions/`)) return value;
    const name = value.split("/").at(-1);
    collectDefinitions(other.definitions, name, found);
    return `#/definitions/${name}`;
  });
  return { ...inner, definitions: { ...inner.definitions, ...found } };
}
