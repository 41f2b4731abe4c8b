import * as grpc from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { IResourceMonitorServer } from "@pulumi/pulumi/proto/resource_grpc_pb";
import {
  DeploymentInfo,
  ExistsResourceResponse,
  type ReadResourceRequest,
  ReadResourceResponse,
  RegisterPackageResponse,
  type RegisterPackageRequest,
  type RegisterResourceOutputsRequest,
  type RegisterResourceRequest,
  RegisterResourceResponse,
  ResourceMonitorFeature as Feature,
  Result,
  SupportsFeatureResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import { packageOf } from "../urn";
import type { Configuration } from "./configuration";
import type { Deployment } from "./deployment";
import type { Invokes } from "./invokes";
import { DefaultProviders, type ProviderRequest } from "./providers";
import { goalOf, readGoal } from "./goals";
import { fromStruct, RpcError, toStruct, unary } from "./rpc";
import { Registrations } from "./registrations";
import { settle } from "../values";
import type { PropertyMap } from "../engine";

/** What this monitor does. Older SDKs ask for each by name. */
const features = {
  secrets: Feature.RESOURCE_MONITOR_FEATURE_SECRETS,
  resourceReferences: Feature.RESOURCE_MONITOR_FEATURE_RESOURCE_REFERENCES,
  outputValues: Feature.RESOURCE_MONITOR_FEATURE_OUTPUT_VALUES,
  aliasSpecs: Feature.RESOURCE_MONITOR_FEATURE_ALIAS_SPECS,
  deletedWith: Feature.RESOURCE_MONITOR_FEATURE_DELETED_WITH,
  replaceWith: Feature.RESOURCE_MONITOR_FEATURE_REPLACE_WITH,
  transforms: Feature.RESOURCE_MONITOR_FEATURE_TRANSFORMS,
  invokeTransforms: Feature.RESOURCE_MONITOR_FEATURE_INVOKE_TRANSFORMS,
  parameterization: Feature.RESOURCE_MONITOR_FEATURE_PARAMETERIZATION,
  resourceHooks: Feature.RESOURCE_MONITOR_FEATURE_RESOURCE_HOOKS,
  errorHooks: Feature.RESOURCE_MONITOR_FEATURE_ERROR_HOOKS,
};

export interface MonitorContext {
  deployment: Deployment;
  configuration: Configuration;
  registrations: Registrations;
  defaultProviders: DefaultProviders;
  invokes: Invokes;
  organization: string;
  project: string;
  stack: string;
  projectDirectory: string;
}

/** The service through which a program makes resources. */
export function monitorService(context: MonitorContext): IResourceMonitorServer {
  const packages = new Packages();
  const accepted = unary(() => new Empty());
  return {
    getDeploymentInfo: unary(() => deploymentInfo(context)),
    supportsFeature: unary((request) => new SupportsFeatureResponse().setHassupport(request.getId() in features)),
    registerResource: unary((request) => registerResource(context, packages, request)),
    registerResourceOutputs: unary((request) => registerOutputs(context, request)),
    readResource: unary((request) => readResource(context, packages, request)),
    existsResource: unary(() => new ExistsResourceResponse().setUnknown(true)),
    invoke: unary((request) => context.invokes.answer(request)),
    call: unary((request) => {
      throw context.deployment.abort(
        `method ${request.getTok()} runs in a provider's plugin, which the embedded engine does not have; use the Pulumi CLI's engine`,
      );
    }),
    registerStackTransform: unary((callback) => {
      context.registrations.stackTransforms.push(callback);
      return new Empty();
    }),
    registerStackInvokeTransform: unary((callback) => {
      context.invokes.transforms.push(callback);
      return new Empty();
    }),
    // Hooks run around deployments; a preview only has to know that they are there.
    registerResourceHook: accepted,
    registerErrorHook: accepted,
    registerPackage: unary((request) => new RegisterPackageResponse().setRef(packages.add(request))),
    // Deletions follow in a deployment; a preview has nothing to wait for.
    signalAndWaitForShutdown: accepted,
  };
}

/** Parameterized packages that the program announced; resources refer to them. */
class Packages {
  private readonly requests = new Map<string, ProviderRequest>();

  add(request: RegisterPackageRequest): string {
    const parameters = request.getParameterization();
    const reference = `package-${this.requests.size + 1}`;
    this.requests.set(reference, {
      packageName: parameters?.getName() ?? request.getName(),
      version: parameters?.getVersion() ?? request.getVersion(),
      pluginDownloadUrl: request.getDownloadUrl(),
    });
    return reference;
  }

  get(reference: string): ProviderRequest {
    const request = this.requests.get(reference);
    if (!request) throw new RpcError(grpc.status.UNKNOWN, `unknown provider package '${reference}'`);
    return request;
  }
}

function deploymentInfo({ organization, project, stack, configuration }: MonitorContext): DeploymentInfo {
  const info = new DeploymentInfo().setOrganization(organization).setProject(project).setStack(stack).setDryrun(true);
  for (const [key, value] of Object.entries(configuration.values)) info.getConfigMap().set(key, value);
  return info.setConfigsecretkeysList(configuration.secretKeys).setSupportedfeaturesList(Object.values(features));
}

async function registerResource(context: MonitorContext, packages: Packages, request: RegisterResourceRequest) {
  const { deployment, registrations } = context;
  if (request.getRemote()) {
    throw deployment.abort(
      `component ${request.getName()} (${request.getType()}) is built by a provider's plugin, ` +
        "which the embedded engine does not have; use the Pulumi CLI's engine",
    );
  }
  const transformed = await registrations.transform(request);
  const { options } = transformed;
  let provider = request.getCustom() ? "" : options.getProvider();
  if (
    request.getCustom() &&
    packageOf(request.getType()) !== "" &&
    !request.getType().startsWith("pulumi:providers:")
  ) {
    provider =
      options.getProvider() ||
      (await context.defaultProviders.reference(
        request.getPackageref()
          ? packages.get(request.getPackageref())
          : {
              packageName: packageOf(request.getType()),
              version: options.getVersion(),
              pluginDownloadUrl: options.getPluginDownloadUrl(),
            },
        request.getType(),
      ));
  }
  const goal = goalOf(request, transformed, provider, context.projectDirectory);
  const state = await deployment.register(goal);
  registrations.settled(state.urn, goal, request, options);
  return new RegisterResourceResponse()
    .setUrn(state.urn)
    .setId(state.id)
    .setResult(Result.SUCCESS)
    .setObject(toStruct(request.getCustom() ? state.outputs : {}));
}

function registerOutputs({ deployment }: MonitorContext, request: RegisterResourceOutputsRequest): Empty {
  deployment.registerOutputs(request.getUrn(), settle(fromStruct(request.getOutputs())) as PropertyMap);
  return new Empty();
}

async function readResource(context: MonitorContext, packages: Packages, request: ReadResourceRequest) {
  const type = request.getType();
  const plugin = request.getPackageref()
    ? packages.get(request.getPackageref())
    : {
        packageName: packageOf(type),
        version: request.getVersion(),
        pluginDownloadUrl: request.getPlugindownloadurl(),
      };
  const provider = request.getProvider() || (await context.defaultProviders.reference(plugin, type));
  const goal = readGoal(request, provider, context.projectDirectory);
  const known = type === "pulumi:pulumi:StackReference" ? await context.invokes.stackReference(request.getId()) : {};
  const state = context.deployment.read(goal, request.getId(), known);
  return new ReadResourceResponse().setUrn(state.urn).setResult(Result.SUCCESS).setProperties(toStruct(state.outputs));
}
