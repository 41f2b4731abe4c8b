// A page for each file of the repository that a page of docs/ links to, with its text.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { sourceOf } from "../markdown.mjs";
import { root } from "./root.mjs";

/** Markdown by path under docs/. */
export function sourcePages() {
  const pages = readdirSync(join(root, "docs"), { recursive: true }).filter(
    (file) => file.endsWith(".md") && !/^(node_modules|source|reference)\//.test(file),
  );
  const files = pages.flatMap((page) =>
    [...readFileSync(join(root, "docs", page), "utf8").matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, href]) => sourceOf(href, page))
      .filter((file) => file !== undefined),
  );
  return Object.fromEntries([...new Set(files)].sort().map((file) => [`source/${file}.md`, sourcePage(file)]));
}

/** @throws Error where a page links to what is not there. */
function sourcePage(path) {
  const found = statSync(join(root, path), { throwIfNoEntry: false });
  if (!found) throw new Error(`a page of docs/ links to ${path}, which is not there`);
  const files = found.isDirectory() ? filesOf(path) : [path];
  const shown = files.map(
    (file) => (found.isDirectory() ? `## ${file.slice(path.length + 1)}\n\n` : "") + snippet(file),
  );
  return `---\nsearch: false\neditLink: false\n---\n\n# ${path}\n\n${shown.join("\n\n")}\n`;
}

const filesOf = (folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length))
    .sort();

/** VitePress puts the file there; Markdown is shown as what it says. */
const snippet = (file) => (file.endsWith(".md") ? readFileSync(join(root, file), "utf8") : `<<< @/../${file}`);
