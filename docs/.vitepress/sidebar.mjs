// The order in which pages are read. Titles are the pages' own first headings; a page of docs/ that no group names stands in the last.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./pages/root.mjs";

const docs = join(root, "docs");

/** What every page without a sidebar of its own shows. */
const main = {
  Start: ["tutorial", "newcomer", "presets", "regions", "comparison", "languages"],
  "Plan and check": ["pull-requests", "bill", "report", "sizing/README"],
  "Deploy and operate": ["preflight", "deploy", "monitoring", "runbooks/README"],
  "What a region has": [
    "storage",
    "hdfs",
    "cleaning",
    "data-sync",
    "queues",
    "training",
    "serving",
    "edge",
    "backbone",
  ],
  Reference: [
    "reference/stack",
    ...folder("reference/rules"),
    "reference/components/index",
    "reference/catalogue/index",
  ],
};

/** Sidebars by the addresses that they stand beside. */
export function sidebar() {
  const named = Object.values(main).flat();
  const rest = [...folder("."), ...folder("decisions")].filter((page) => page !== "index" && !named.includes(page));
  return {
    "/": groups({ ...main, "How it is made": rest }),
    "/sizing/": section("sizing/README", { Formulas: folder("sizing") }),
    "/runbooks/": section("runbooks/README", { "By name": folder("runbooks") }),
    "/reference/catalogue/": section("reference/catalogue/index", { Facts: folder("reference/catalogue") }),
    "/reference/components/": section("reference/components/index", rooms()),
  };
}

const section = (first, rest) => [{ text: "All of aidc", link: "/tutorial" }, item(first), ...groups(rest)];

const groups = (named) => Object.entries(named).map(([text, pages]) => ({ text, items: pages.map(item) }));

const item = (page) => ({ text: title(page), link: `/${page.replace(/(README|index)$/, "")}` });

/** Components by their folder. */
function rooms() {
  const path = "reference/components";
  const folders = readdirSync(join(docs, path), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const byRoom = folders.map(({ name }) => [name, folder(`${path}/${name}`, true)]);
  return { "the whole": folder(path), ...Object.fromEntries(byRoom) };
}

/** The folder's own pages, without `.md`. */
function folder(path, recursive = false) {
  return readdirSync(join(docs, path), { recursive })
    .filter((file) => /^(?!README|index).*\.md$/.test(file))
    .map((file) => join(path, file.replace(/\.md$/, "")))
    .sort();
}

const title = (page) => /^# (.+)$/m.exec(readFileSync(join(docs, `${page}.md`), "utf8"))[1].replaceAll("`", "");
