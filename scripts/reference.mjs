// The stack file's reference page from its schema: a heading for each map, a row for each key.

/** Markdown of every key that a file of the schema may hold, what it takes and what it means. `source` names the schema's file. */
export function referencePage(schema, { title, source, intro }) {
  const sections = [];
  const describe = (title, node, intro) => {
    const rows = Object.entries(node.properties ?? {}).map(([key, child]) => row(schema, node, key, child));
    sections.push(
      [`## ${title}`, intro, ["| key | takes | meaning |", "|---|---|---|", ...rows].join("\n")]
        .filter(Boolean)
        .join("\n\n"),
    );
  };
  describe("The file", schema, schema.description);
  for (const [name, definition] of Object.entries(schema.definitions)) {
    if (definition.properties) describe(name, definition, definition.description);
  }
  return `# ${title}\n\nGenerated from \`${source}\` by \`npm run generate\`. ${intro}\n\n${sections.join("\n\n")}\n`;
}

function row(schema, parent, key, node) {
  const required = (parent.required ?? []).includes(key) ? " (required)" : "";
  const meaning = node.description ?? resolve(schema, node).description ?? "";
  const examples = node.examples
    ? ` For example ${node.examples.map((example) => `\`${JSON.stringify(example)}\``).join(", ")}.`
    : "";
  return `| \`${key}\`${required} | ${cell(taken(schema, node))} | ${cell(meaning + examples)} |`;
}

function resolve(schema, node) {
  return node.$ref ? schema.definitions[node.$ref.split("/").at(-1)] : node;
}

/** What a value may be, in a few words. */
function taken(schema, node) {
  if (node.$ref) {
    const definition = resolve(schema, node);
    const name = node.$ref.split("/").at(-1);
    return definition.properties ? `[${name}](#${name.toLowerCase()})` : taken(schema, definition);
  }
  if (node.enum) return node.enum.map((value) => `\`${value}\``).join(", ");
  if (node.oneOf) return node.oneOf.map((choice) => taken(schema, choice)).join(" or ");
  if (node.type === "array") return `list of ${taken(schema, node.items)}`;
  if (node.properties)
    return `{ ${Object.entries(node.properties)
      .map(([key, child]) => `${key}: ${taken(schema, child)}`)
      .join(", ")} }`;
  const bounds = [
    node.minimum !== undefined && `at least ${node.minimum}`,
    node.maximum !== undefined && `at most ${node.maximum}`,
    node.exclusiveMinimum !== undefined && `more than ${node.exclusiveMinimum}`,
  ].filter(Boolean);
  return [node.type, node.format && `(${node.format})`, bounds.length > 0 && `(${bounds.join(", ")})`]
    .filter(Boolean)
    .join(" ");
}

function cell(text) {
  return text.replace(/\|/g, "\\|").replace(/\n/g, " ");
}
