import { resolve } from "node:path";
import type { Deployer, Drift, StandingStack, UpdateResult } from "../../engine/deployer";
import type { PolicyViolation, PreviewResource, PreviewResult } from "../../engine/engine";
import type { Deployable } from "../../lifecycle/deployment";
import { loadStack } from "../../spec/load";

export const urn = (type: string, name: string) => `urn:pulumi:mnist::aidc::${type}::${name}`;

/** A resource of a preview, its change first. */
export function previewed(
  kind: PreviewResource["change"]["kind"],
  type: string,
  name: string,
  more = {},
): PreviewResource {
  return {
    ...{ urn: urn(type, name), type, name, custom: true, inputs: {}, outputs: {}, dependencies: [] },
    ...{ propertyDependencies: {}, protect: false, retainOnDelete: false, aliases: [], ignoreChanges: [] },
    ...{ additionalSecretOutputs: [], external: false, change: { kind } },
    ...more,
  };
}

export const violation: PolicyViolation = {
  pack: "aidc-security",
  policy: "S3-01",
  enforcementLevel: "mandatory",
  severity: "high",
  message: "it is open",
};

interface Fake {
  preview?: Partial<PreviewResult>;
  standing?: Partial<StandingStack>;
  result?: Partial<UpdateResult>;
  drift?: Partial<Drift>;
  /** What a destruction would delete. */
  deleted?: string[];
}

/** An engine that answers what it was told to, and remembers what it was asked. */
export function fakeDeployer({ preview, standing, result, drift, deleted = [] }: Fake = {}): Deployer & {
  calls: string[];
} {
  const calls: string[] = [];
  const updated = (call: string): Promise<UpdateResult> => {
    calls.push(call);
    return Promise.resolve({
      ...{ succeeded: true, changes: {}, done: [], errors: [], outputs: {}, interrupted: [], ...result },
    });
  };
  const stands = { resources: [], interrupted: [], ...standing };
  return {
    calls,
    prepareUpdate: (request) => {
      calls.push(`prepare ${request.stack} ${request.config?.["aidc:file"]}`);
      return Promise.resolve({
        preview: {
          ...{ resources: [], outputs: {}, violations: [], diagnostics: [], deleted: [] },
          packs: [{ name: "aidc-security", version: "1", directory: "", policies: [] }],
          ...preview,
        },
        standing: stands,
        apply: () => updated("apply"),
        discard: () => Promise.resolve(void calls.push("discard")),
      });
    },
    standing: () => Promise.resolve(stands),
    previewDestroy: () => Promise.resolve(deleted),
    destroy: ({ excludeProtected }) => updated(excludeProtected ? "destroy unprotected" : "destroy all"),
    drift: () => Promise.resolve({ resources: 0, drifted: [], errors: [], ...drift }),
  };
}

/** A stack file of the examples, ready to deploy. */
export function deployable(relativeFile = "stacks/examples/mnist.yaml"): Deployable {
  return { ...loadStack(resolve(relativeFile)), name: "mnist", relativeFile };
}
