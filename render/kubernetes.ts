import { stringify } from "yaml";
import { type KubernetesObject, kubernetesObjects } from "../plan/kubernetesObjects";
import type { RenderedFile, Subject } from "./rendering";

/** The objects that the program makes in the cluster, a file each. Charts are Helm's to render: theirs are not among them. */
export async function kubernetes({ plan }: Subject): Promise<RenderedFile[]> {
  const { resources } = await plan();
  return kubernetesObjects(resources).map((object) => ({ path: pathOf(object), text: stringify(object) }));
}

function pathOf({ kind, metadata }: KubernetesObject): string {
  return ["kubernetes", metadata.namespace, `${kind.toLowerCase()}-${metadata.name}.yaml`].filter(Boolean).join("/");
}
