// What the pages need beside VitePress' own Markdown; both are markdown-it plugins.
import { posix } from "node:path";

/** The file of the repository that a page's link leads to, or undefined where it stays within docs/ or leaves the repository. */
export function sourceOf(href, page) {
  if (/^([a-z]+:|#|\/)/.test(href)) return undefined;
  const [path] = href.split("#");
  const file = posix.join("docs", posix.dirname(page), path);
  return file.startsWith("docs/") || file.startsWith("../") ? undefined : file.replace(/\/$/, "");
}

/**
 * A link to a file outside docs/ leads to that file's own page (`pages/source.mjs` writes it): the site is whole by itself, offline too.
 * A folder's README is its first page.
 */
export function sitesLinks(markdown) {
  markdown.core.ruler.push("sites-links", ({ tokens, env }) => {
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      if (token.type !== "link_open") continue;
      const href = token.attrGet("href");
      const file = sourceOf(href, env.relativePath);
      token.attrSet("href", file ? `/source/${file}` : href.replace(/\bREADME\.md/, "index.md"));
    }
  });
}

/** Pages write `<name>` and mean that text: of tags they hold line breaks alone. */
export function textNotTags(markdown) {
  const shown = (tokens, index) => {
    const { content } = tokens[index];
    return /^<\/?[a-z]/i.test(content) && content !== "<br>" ? markdown.utils.escapeHtml(content) : content;
  };
  Object.assign(markdown.renderer.rules, { html_inline: shown, html_block: shown });
}
