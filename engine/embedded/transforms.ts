import * as grpc from "@grpc/grpc-js";
import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import { CallbackInvokeRequest, type CallbackInvokeResponse } from "@pulumi/pulumi/proto/callback_pb";
import { CallbacksClient } from "@pulumi/pulumi/proto/callback_grpc_pb";
import {
  TransformInvokeOptions,
  TransformInvokeRequest,
  TransformInvokeResponse,
  TransformRequest,
  TransformResourceOptions,
  TransformResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import type { PropertyMap, PropertyValue } from "../engine";
import {
  isOutputValue,
  isSecret,
  isUnknown,
  mapProperties,
  type PropertyObject,
  signatureKey,
  signatures,
} from "../values";
import { call, channelOptions, fromStruct, toStruct } from "./rpc";

/** A resource on its way through transforms. */
export interface Transformed {
  properties: PropertyMap;
  options: TransformResourceOptions;
}

export interface TransformSubject {
  type: string;
  name: string;
  custom: boolean;
  parent: string;
}

/** The functions that a program handed to the engine; they run inside the program. */
export class Callbacks {
  private readonly clients = new Map<string, CallbacksClient>();

  async transform(callback: Callback, subject: TransformSubject, before: Transformed): Promise<Transformed> {
    const request = new TransformRequest()
      .setType(subject.type)
      .setName(subject.name)
      .setCustom(subject.custom)
      .setParent(subject.parent)
      .setProperties(toStruct(before.properties))
      .setOptions(before.options);
    const response = TransformResponse.deserializeBinary(await this.invoke(callback, request.serializeBinary()));
    const properties = response.getProperties();
    return {
      properties: properties ? fromStruct(properties) : before.properties,
      options: response.getOptions() ?? before.options,
    };
  }

  async transformInvoke(callback: Callback, token: string, args: PropertyMap, options: TransformInvokeOptions) {
    const request = new TransformInvokeRequest().setToken(token).setArgs(toStruct(args)).setOptions(options);
    const response = TransformInvokeResponse.deserializeBinary(await this.invoke(callback, request.serializeBinary()));
    const changed = response.getArgs();
    return { args: changed ? fromStruct(changed) : args, options: response.getOptions() ?? options };
  }

  close() {
    for (const client of this.clients.values()) client.close();
  }

  private async invoke(callback: Callback, request: Uint8Array): Promise<Uint8Array> {
    const client = this.clientOf(callback.getTarget());
    const message = new CallbackInvokeRequest().setToken(callback.getToken()).setRequest(request);
    const response = await call<CallbackInvokeRequest, CallbackInvokeResponse>(
      (sent, answer) => client.invoke(sent, answer),
      message,
    );
    return response.getResponse_asU8();
  }

  private clientOf(target: string): CallbacksClient {
    const known = this.clients.get(target);
    if (known) return known;
    const client = new CallbacksClient(target, grpc.credentials.createInsecure(), channelOptions);
    this.clients.set(target, client);
    return client;
  }
}

/** Properties that carry the resources they depend on with them, as transforms see them. */
export function withDependencies(properties: PropertyMap, dependencies: Record<string, string[]>): PropertyMap {
  return mapProperties(properties, (value, name) => withUrns(value, dependencies[name] ?? []));
}

function withUrns(value: PropertyValue, urns: string[]): PropertyValue {
  if (urns.length === 0) return value;
  const output: PropertyObject = { [signatureKey]: signatures.outputValue, dependencies: urns };
  if (isOutputValue(value)) return { ...value, dependencies: union(value.dependencies, urns) };
  if (isUnknown(value)) return output;
  if (isSecret(value)) {
    const inner = value.value ?? null;
    return isUnknown(inner) ? { ...output, secret: true } : { ...output, value: inner, secret: true };
  }
  return { ...output, value };
}

function union(known: PropertyValue | undefined, urns: string[]): PropertyValue {
  return [...new Set([...(Array.isArray(known) ? known.map(String) : []), ...urns])];
}
