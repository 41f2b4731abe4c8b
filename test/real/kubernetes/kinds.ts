import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parse, parseAllDocuments } from "yaml";
import type { KubernetesObject } from "../../../plan/kubernetesObjects";
import { type ApiServer, eventually } from "./apiServer";

const definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

/** The kinds that an API server serves, and where. */
export class Kinds {
  private readonly resources = new Map<string, { name: string; namespaced: boolean }>();

  /** `folder` has the operators' definitions. */
  constructor(
    private readonly api: ApiServer,
    private readonly folder = join(api.servers, "crds"),
  ) {}

  /** Defines the operators' kinds. `change` may alter a definition first. */
  async define(change: (definition: KubernetesObject) => KubernetesObject = (definition) => definition): Promise<void> {
    for (const file of readdirSync(this.folder)) {
      const definition = change(parse(readFileSync(join(this.folder, file), "utf8")) as KubernetesObject);
      const { status, body } = await this.api.post(definitions, definition);
      if (status !== 201) throw new Error(`${definition.metadata.name}: ${status} ${body.message}`);
    }
  }

  /** Learns where the objects' kinds are served. */
  async learn(objects: readonly KubernetesObject[]): Promise<void> {
    for (const groupVersion of new Set(objects.map(({ apiVersion }) => apiVersion))) {
      await eventually(`${groupVersion} is served`, async () => {
        const { status, body } = await this.api.get(groupPath(groupVersion));
        if (status !== 200) return false;
        for (const { kind, name, namespaced } of body.resources as ServedKind[]) {
          if (!name.includes("/")) this.resources.set(`${groupVersion} ${kind}`, { name, namespaced });
        }
        const here = objects.filter(({ apiVersion }) => apiVersion === groupVersion);
        return here.every(({ kind }) => this.resources.has(`${groupVersion} ${kind}`));
      });
    }
  }

  pathOf({ apiVersion, kind, metadata }: KubernetesObject): string {
    const resource = this.resources.get(`${apiVersion} ${kind}`);
    if (!resource) throw new Error(`${apiVersion} ${kind} is not served`);
    const scope = resource.namespaced ? `/namespaces/${metadata.namespace ?? "default"}` : "";
    return `${groupPath(apiVersion)}${scope}/${resource.name}/${metadata.name}`;
  }
}

interface ServedKind {
  kind: string;
  name: string;
  namespaced: boolean;
}

function groupPath(apiVersion: string): string {
  return apiVersion === "v1" ? "/api/v1" : `/apis/${apiVersion}`;
}

/** What others' objects may need before them: namespaces, priorities. */
export function inOrder(objects: readonly KubernetesObject[]): KubernetesObject[] {
  const rank = ({ kind }: KubernetesObject) => (["Namespace", "PriorityClass"].includes(kind) ? 0 : 1);
  return [...objects].sort((a, b) => rank(a) - rank(b));
}

/** The objects of one of the folder's manifests. */
export function manifest(servers: string, file: string): KubernetesObject[] {
  return parseAllDocuments(readFileSync(join(servers, file), "utf8")).map((each) => each.toJS() as KubernetesObject);
}
