import * as pulumi from "@pulumi/pulumi";

/** A resource as the program registered it, inputs resolved. */
export interface Registered {
  type: string;
  name: string;
  /** The parent's logical name. */
  parent: string;
  protect: boolean;
  retainOnDelete: boolean;
  inputs: Record<string, unknown>;
}

/**
 * Builds resources against Pulumi's mocks; pass the options to the component under test. Outputs are the inputs, an `id`
 * and an `arn` named after the resource, and a bucket's name. Nothing may look anything up but a secret, which holds `secretFields`.
 */
export async function register(build: (opts: pulumi.ComponentResourceOptions) => void): Promise<Registered[]> {
  const registered: Registered[] = [];
  const options = new Map<string, Pick<Registered, "parent" | "protect" | "retainOnDelete">>();
  await pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs }) => {
      const { parent = "", protect = false, retainOnDelete = false } = options.get(`${type} ${name}`) ?? {};
      registered.push({ type, name, parent, protect, retainOnDelete, inputs: inputs as Record<string, unknown> });
      const made = { name, bucket: name, arn: `arn:${name}`, latestVersion: 1, allocationId: `${name}-allocation` };
      return { id: `${name}-id`, state: { ...made, ...cloudMade[type], ...inputs } };
    },
    call: ({ token }) => {
      if (token === "aws:secretsmanager/getSecretVersion:getSecretVersion") {
        return { secretString: JSON.stringify(secretFields) };
      }
      throw new Error(`a component with an account must look nothing up, but called ${token}`);
    },
  });
  try {
    build({ transformations: [recordOptions(options)] });
  } finally {
    // Registrations run behind the constructors: the next test's mocks must not see this one's.
    await pulumi.runtime.disconnect();
  }
  return registered;
}

/** The mocks do not see options. A transformation does, and every child inherits it. */
function recordOptions(
  options: Map<string, Pick<Registered, "parent" | "protect" | "retainOnDelete">>,
): pulumi.ResourceTransformation {
  const logicalNames = new Map<pulumi.Resource, string>();
  return ({ resource, type, name, opts }) => {
    logicalNames.set(resource, name);
    options.set(`${type} ${name}`, {
      parent: (opts.parent && logicalNames.get(opts.parent)) ?? "",
      protect: opts.protect ?? false,
      retainOnDelete: opts.retainOnDelete ?? false,
    });
    return undefined;
  };
}

/** What every secret in Secrets Manager holds. */
export const secretFields = { password: "of the secret", accessKey: "its key", secretKey: "its other key" };

const cloudMade: Record<string, Record<string, unknown>> = {
  "aws:amp/workspace:Workspace": { prometheusEndpoint: "https://aps.test/workspaces/ws-1/" },
  "aws:eks/cluster:Cluster": { endpoint: "https://cluster.test", certificateAuthority: { data: "Q0E=" } },
  "aws:rds/cluster:Cluster": { masterUserSecrets: [{ secretArn: "arn:secret" }] },
  "aws:eks/nodeGroup:NodeGroup": { resources: [{ autoscalingGroups: [{ name: "eks-group" }] }] },
};

/** The resource of the type and name. */
export function find(registered: Registered[], type: string, name: string): Registered {
  const match = registered.find((resource) => resource.type === type && resource.name === name);
  if (match) return match;
  throw new Error(`no ${type} named ${name}; there are: ${names(registered, type).join(", ") || "none"}`);
}

/** Names of the resources of a type, sorted. */
export function names(registered: Registered[], type: string): string[] {
  return registered
    .filter((resource) => resource.type === type)
    .map(({ name }) => name)
    .sort();
}

/** A statement of a rendered policy document, by its Sid. */
export function statement(document: unknown, sid: string): Record<string, unknown> {
  const { Statement } = JSON.parse(String(document)) as { Statement: Record<string, unknown>[] };
  const match = Statement.find(({ Sid }) => Sid === sid);
  if (match) return match;
  throw new Error(`no statement ${sid}; there are: ${Statement.map(({ Sid }) => String(Sid)).join(", ")}`);
}
