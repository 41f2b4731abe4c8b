import * as grpc from "@grpc/grpc-js";
import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import {
  type ResourceInvokeRequest,
  ResourceInvokeResponse,
  TransformInvokeOptions,
} from "@pulumi/pulumi/proto/resource_pb";
import type { Diagnostic, PropertyMap, PropertyValue, StackOutputs } from "../engine";
import { containsSecret, unknownValue } from "../values";
import type { Deployment } from "./deployment";
import { fromStruct, RpcError, toStruct } from "./rpc";
import type { Callbacks } from "./transforms";

export interface InvokeContext {
  deployment: Deployment;
  callbacks: Callbacks;
  organization: string;
  project: string;
  /** Answers a provider's function, or undefined where only a cloud can. */
  answer: ((token: string, args: PropertyMap) => PropertyMap | undefined) | undefined;
  stackOutputs: StackOutputs;
}

/** Functions that a program calls: the engine's own are answered from what it knows, a provider's are never guessed. */
export class Invokes {
  readonly transforms: Callback[] = [];
  readonly unanswered = new Set<string>();

  constructor(private readonly context: InvokeContext) {}

  async answer(request: ResourceInvokeRequest): Promise<ResourceInvokeResponse> {
    const token = request.getTok();
    let args = fromStruct(request.getArgs());
    let options = new TransformInvokeOptions()
      .setProvider(request.getProvider())
      .setVersion(request.getVersion())
      .setPluginDownloadUrl(request.getPlugindownloadurl());
    for (const callback of this.transforms) {
      ({ args, options } = await this.context.callbacks.transformInvoke(callback, token, args, options));
    }
    const result = (await this.builtin(token, args)) ?? this.context.answer?.(token, args);
    if (result) return new ResourceInvokeResponse().setReturn(toStruct(result));
    this.unanswered.add(token);
    return new ResourceInvokeResponse().setUnknown(true);
  }

  /** What a `StackReference` of that name shows. */
  async stackReference(name: string): Promise<PropertyMap> {
    const outputs = await this.outputsOf(name);
    if (!outputs) return { name, outputs: unknownValue, secretOutputNames: unknownValue };
    const secretOutputNames = Object.keys(outputs).filter((key) => containsSecret(outputs[key]));
    return { name, outputs, secretOutputNames: secretOutputNames.sort() };
  }

  /** One message for each function that went unanswered: what hangs on it is unknown in this preview. */
  diagnostics(): Diagnostic[] {
    return [...this.unanswered].sort().map((token) => ({
      severity: "info",
      message: `function ${token} asks the cloud: its result is unknown in an offline preview`,
    }));
  }

  private builtin(token: string, args: PropertyMap): Promise<PropertyMap> | PropertyMap | undefined {
    switch (token) {
      case "pulumi:pulumi:getResource":
        return this.resource(textOf(args.urn));
      case "pulumi:pulumi:readStackOutputs":
        return this.stackReference(textOf(args.name));
      default:
        return undefined;
    }
  }

  private resource(urn: string): PropertyMap {
    const state = this.context.deployment.states.get(urn);
    if (!state) throw new RpcError(grpc.status.UNKNOWN, `unknown resource ${urn}`);
    return { urn, id: state.id || unknownValue, provider: state.provider, state: state.outputs };
  }

  /** A stack is named in full, without its organization, or by itself within the same project. */
  private async outputsOf(name: string): Promise<PropertyMap | undefined> {
    const { organization, project, stackOutputs } = this.context;
    const parts = name.split("/");
    const full = [organization, project, ""]
      .slice(0, 3 - parts.length)
      .concat(parts)
      .join("/");
    return typeof stackOutputs === "function" ? stackOutputs(full) : (stackOutputs[name] ?? stackOutputs[full]);
  }
}

const textOf = (value: PropertyValue | undefined) => (typeof value === "string" ? value : "");
