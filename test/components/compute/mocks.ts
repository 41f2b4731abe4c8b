import * as pulumi from "@pulumi/pulumi";

/** A resource as the program registered it. */
export interface Registered {
  type: string;
  name: string;
  inputs: Record<string, unknown>;
}

/**
 * Builds resources against Pulumi's mocks and returns what they registered, inputs resolved. Outputs are the inputs, an
 * `arn` and an `id` named after the resource.
 */
export async function register(build: () => void): Promise<Registered[]> {
  const registered: Registered[] = [];
  await pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs }) => {
      registered.push({ type, name, inputs: inputs as Record<string, unknown> });
      return {
        id: `${name}-id`,
        state: { name, arn: `arn:${name}`, latestVersion: 1, nodeGroupName: name, ...cloudMade[type], ...inputs },
      };
    },
    call: () => {
      throw new Error("a component must not look anything up");
    },
  });
  try {
    build();
  } finally {
    // Registrations run behind the constructors: the next test's mocks must not see this one's.
    await pulumi.runtime.disconnect();
  }
  return registered;
}

const cloudMade: Record<string, Record<string, unknown>> = {
  "aws:eks/cluster:Cluster": { endpoint: "https://cluster.test", certificateAuthority: { data: "Q0E=" } },
  "aws:eks/nodeGroup:NodeGroup": { resources: [{ autoscalingGroups: [{ name: "eks-group" }] }] },
};

/** The only resource of the type, or the one of that name. */
export function only(registered: Registered[], type: string, name?: string): Record<string, unknown> {
  const matches = registered.filter((resource) => resource.type === type && (!name || resource.name === name));
  const [match] = matches;
  if (!match || matches.length !== 1) {
    throw new Error(`expected one ${type}, got ${matches.map((m) => m.name).join(", ") || "none"}`);
  }
  return match.inputs;
}

/** Names of the resources of a type, sorted. */
export function named(registered: Registered[], type: string): string[] {
  return registered
    .filter((resource) => resource.type === type)
    .map((resource) => resource.name)
    .sort();
}
