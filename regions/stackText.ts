import { dirname, join, relative } from "node:path";
import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import type { Change, Step } from "./change";

/** Where a stack file is and will be, and the folder of the stack schema. */
export interface Move {
  from: string;
  to: string;
  schema: string;
}

/** The stack file's text with the changes made, its comments and order kept. */
export function changedText(text: string, changes: readonly Change[], move: Move, title: string): string {
  const document = parseDocument(text);
  for (const change of changes) apply(document, change);
  moveReferences(document, move);
  padAsWritten(document);
  const body = document.toString({ lineWidth: 0 });
  const schema = relative(dirname(move.to), move.schema).replaceAll("\\", "/");
  const rest = body.replace(/^# yaml-language-server:.*\n+/, "");
  return `# yaml-language-server: $schema=${schema}\n# ${title}\n${rest}`;
}

/** `{ key: value }` but `[a, b]`, as these files are written; YAML's own writer pads both or neither. */
function padAsWritten(document: Document) {
  const padded = (node: YAMLMap | YAMLSeq, flowCollectionPadding: string) => {
    const write = node.toString.bind(node);
    node.toString = (context, ...rest) => write(context && { ...context, flowCollectionPadding }, ...rest);
  };
  visit(document, { Map: (_, node) => padded(node, " "), Seq: (_, node) => padded(node, "") });
}

function apply(document: Document, { path, to, because, comment }: Change) {
  const parents = path.slice(0, -1);
  const last = path.at(-1) ?? "";
  if (to === undefined && typeof last === "string" && !hasIn(document, path)) {
    // Inherited: an explicit null takes it out.
    setKey(document, child(document, parents), last, null);
  } else if (to === undefined || typeof last === "object") {
    remove(document, parents, last);
  } else {
    setKey(document, child(document, parents), String(last), to);
  }
  if (comment) commentOn(document, path, because);
}

/** The map at the path; what is missing on the way is made, an item of a list by its name. */
function child(document: Document, path: readonly Step[]): YAMLMap {
  let node = document.contents as unknown as YAMLMap | YAMLSeq;
  for (const [index, step] of path.entries()) {
    const found = find(node, step);
    const next = found ?? document.createNode(emptyAt(step, path[index + 1]));
    if (found === undefined && isSeq(node)) node.add(next);
    else if (found === undefined) node.set(step, next);
    node = next as unknown as YAMLMap | YAMLSeq;
  }
  return node as YAMLMap;
}

const emptyAt = (step: Step, next: Step | undefined) =>
  typeof step === "object" ? { name: step.named } : typeof next === "object" ? [] : {};

function find(node: unknown, step: Step): Node | undefined {
  if (typeof step === "object") {
    if (!isSeq(node)) return undefined;
    return node.items.find((item) => isMap(item) && item.get("name") === step.named) as Node | undefined;
  }
  return isMap(node) || isSeq(node) ? node.get(step, true) : undefined;
}

const hasIn = (document: Document, path: readonly Step[]) =>
  path.reduce<unknown>((node, step) => (node === undefined ? undefined : find(node, step)), document.contents) !==
  undefined;

function setKey(document: Document, map: YAMLMap, key: string, value: unknown) {
  const node = document.createNode(value, { flow: typeof value === "object" });
  const before = map.get(key, true) as Node | undefined;
  // A quoted version must stay quoted, and a comment behind a value stays behind it.
  if (isScalar(before) && isScalar(node)) before.value = node.value;
  else map.set(key, node);
}

function remove(document: Document, parents: readonly Step[], last: Step) {
  const parent = parents.reduce<unknown>((node, step) => find(node, step), document.contents);
  if (isMap(parent)) parent.delete(last);
  else if (isSeq(parent)) parent.items = parent.items.filter((item) => item !== find(parent, last));
}

/** Says why above the list's item, or else the key of the file, that was changed. */
function commentOn(document: Document, path: readonly Step[], because: string) {
  const root = document.contents as unknown as YAMLMap<Node>;
  const item = path.findIndex((step) => typeof step === "object");
  const owner =
    item < 0
      ? root.items.find(({ key }) => isScalar(key) && key.value === path[0])?.key
      : path.slice(0, item + 1).reduce<Node | undefined>((node, step) => find(node, step), root);
  if (owner) owner.commentBefore = [owner.commentBefore, ` ${because}.`].filter((line) => line).join("\n");
}

/** `extends` is relative to the file that says it. */
function moveReferences(document: Document, { from, to }: Move) {
  const base = document.get("extends");
  if (typeof base !== "string" || dirname(from) === dirname(to)) return;
  document.set("extends", relative(dirname(to), join(dirname(from), base)).replaceAll("\\", "/"));
}
