// Generated types without what another file of them declares word for word: that is imported.

/** `from` is how the file of `text` names the other. */
export function sharingTypes(text, other, from) {
  const theirs = new Set(declarations(other));
  const [banner, ...own] = declarations(text);
  const kept = own.filter((declaration) => !theirs.has(declaration)).join("\n");
  const shared = own.filter((declaration) => theirs.has(declaration)).map(nameOf);
  const used = shared.filter((name) => new RegExp(`\\b${name}\\b`).test(kept)).sort();
  return `${banner}\n\nimport type { ${used.join(", ")} } from "${from}";\n\n${kept}\n`;
}

/** Each with the comment before it. */
const declarations = (text) =>
  text.split(/^(?=\/\*\*\n)|(?<!^ \*\/\n)^(?=export )/m).map((declaration) => declaration.trimEnd());

const nameOf = (declaration) => /^export \w+ (\w+)/m.exec(declaration)[1];
