import * as grpc from "@grpc/grpc-js";
import type { PropertyMap } from "../engine";
import { packageOf, providerType } from "../urn";
import { makeSecret, unknownValue } from "../values";
import type { Configuration } from "./configuration";
import { RpcError } from "./rpc";
import type { Goal, ResourceState } from "./state";

/** What a resource says of the plugin that it needs. */
export interface ProviderRequest {
  packageName: string;
  version: string;
  pluginDownloadUrl: string;
}

/** The default providers: made when a resource first needs one, one a package and version. */
export class DefaultProviders {
  private readonly made = new Map<string, Promise<string>>();
  private readonly disabled: string[];

  constructor(
    private readonly configuration: Configuration,
    private readonly register: (goal: Goal) => Promise<ResourceState>,
  ) {
    const listed = configuration.values["pulumi:disable-default-providers"];
    this.disabled = listed ? (JSON.parse(listed) as string[]).map((name) => name.trim()) : [];
  }

  /** The reference of the package's default provider. Throws where the stack's configuration disables it. */
  reference(request: ProviderRequest, subject: string): Promise<string> {
    const { packageName } = request;
    if (packageName !== "pulumi" && this.disabled.some((name) => name === "*" || name === packageName)) {
      const message = `Default provider for '${packageName}' disabled. '${subject}' must use an explicit provider.`;
      throw new RpcError(grpc.status.UNKNOWN, message);
    }
    const name = defaultName(request);
    const key = `${packageName} ${name}`;
    const known = this.made.get(key);
    if (known) return known;
    const reference = this.register(this.goal(request, name)).then(({ urn }) => `${urn}::${unknownValue}`);
    this.made.set(key, reference);
    return reference;
  }

  private goal(request: ProviderRequest, name: string): Goal {
    const inputs = this.packageConfiguration(request.packageName);
    if (request.version) inputs.version = request.version;
    if (request.pluginDownloadUrl) inputs.__internal = { pluginDownloadURL: request.pluginDownloadUrl };
    return { ...emptyGoal, type: providerType(request.packageName), name, inputs };
  }

  private packageConfiguration(packageName: string): PropertyMap {
    const inputs: PropertyMap = {};
    for (const [key, value] of Object.entries(this.configuration.values)) {
      if (packageOf(key) !== packageName || packageName === "pulumi") continue;
      const secret = this.configuration.secretKeys.includes(key);
      inputs[key.slice(packageName.length + 1)] = secret ? makeSecret(value) : value;
    }
    return inputs;
  }
}

const emptyGoal: Omit<Goal, "type" | "name" | "inputs"> = {
  custom: true,
  parent: "",
  provider: "",
  dependencies: [],
  propertyDependencies: {},
  protect: undefined,
  retainOnDelete: undefined,
  deletedWith: "",
  deleteBeforeReplace: undefined,
  aliases: [],
  ignoreChanges: [],
  replaceOnChanges: [],
  additionalSecretOutputs: [],
  timeouts: { create: 0, update: 0, delete: 0 },
  importId: "",
  sourcePosition: undefined,
};

/** As the engine names them: `default`, `default_7_48_0`, `default_1_0_0_https_//example.com`. */
function defaultName({ version, pluginDownloadUrl }: ProviderRequest): string {
  const parts = version.split(/[.+-]/).filter(Boolean);
  const url = pluginDownloadUrl.replace(/[^A-Za-z0-9_./]/g, "_");
  return ["default", ...parts, ...(url ? [url] : [])].join("_");
}
