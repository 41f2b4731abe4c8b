import container from "markdown-it-container";
import { defineConfig } from "vitepress";
import { sitesLinks, textNotTags } from "./markdown.mjs";
import { sidebar } from "./sidebar.mjs";

// GitHub Pages serves a project's site under its name, `/aidc/`.
const base = process.env.SITE_BASE || "/";

export default defineConfig({
  title: "aidc",
  description: "The AI data centre, as code: plan, judge, price and size a GPU region on a laptop",
  rewrites: { "runbooks/README.md": "runbooks/index.md", "sizing/README.md": "sizing/index.md" },
  base,
  outDir: `.vitepress/dist${base}`,
  head: [["link", { rel: "icon", href: "data:," }]],
  markdown: {
    // Braces are text: the stack file's reference is full of them.
    attrs: { disable: true },
    languageAlias: { mod: "go" },
    // Colours that can be read.
    theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
    config: (markdown) => markdown.use(sitesLinks).use(textNotTags).use(container, "beside").use(container, "column"),
  },
  // The index of the local search is one large chunk, loaded at the first search.
  vite: { build: { chunkSizeWarningLimit: 4000 } },
  themeConfig: {
    nav: [
      { text: "Tutorial", link: "/tutorial" },
      { text: "Components", link: "/reference/components/" },
      { text: "Stack file", link: "/reference/stack" },
      { text: "Rules", link: "/reference/rules/security" },
      { text: "Catalogue", link: "/reference/catalogue/" },
    ],
    sidebar: sidebar(),
    outline: [2, 3],
    search: { provider: "local" },
  },
});
