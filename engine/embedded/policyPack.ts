import * as grpc from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import {
  AnalyzerHandshakeRequest,
  type AnalyzerInfo,
  AnalyzerStackConfigureRequest,
  type AnalyzeRequest,
  type AnalyzeResponse,
  type AnalyzeStackRequest,
  ConfigureAnalyzerRequest,
  PolicyConfig,
  type RemediateResponse,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { EngineError, type PolicyPackInfo, type PolicyPackRequest } from "../engine";
import { NodeProcess } from "./childProcess";
import type { Configuration } from "./configuration";
import { levelNumber, type PolicySettings, policySettings } from "./policyConfig";
import { packInfo } from "./policyMessages";
import { isRecord, readYaml, splitArguments } from "./project";
import { call, channelOptions, RpcError, toStruct } from "./rpc";
import { resolveSdk } from "./sdk";

export interface PackContext {
  organization: string;
  project: string;
  projectDirectory: string;
  programDirectory: string;
  stack: string;
  engineAddress: string;
  configuration: Configuration;
  environment: Record<string, string>;
  accelerate: boolean;
  onOutput: (directory: string, line: string) => void;
}

/** A policy pack, running. */
export class PolicyPack {
  private constructor(
    readonly info: PolicyPackInfo,
    readonly settings: Map<string, PolicySettings>,
    private readonly process: NodeProcess,
    private readonly client: AnalyzerClient,
  ) {}

  /** Starts and configures the pack. Throws EngineError where it does not start or refuses its configuration. */
  static async start(request: PolicyPackRequest, context: PackContext): Promise<PolicyPack> {
    const { process, address } = await startProcess(request.directory, context);
    const client = new AnalyzerClient(address, grpc.credentials.createInsecure(), channelOptions);
    try {
      await introduce(client, request.directory, context);
      const info = await call<Empty, AnalyzerInfo>((sent, answer) => client.getAnalyzerInfo(sent, answer), new Empty());
      const settings = await policySettings(info, request);
      await configure(client, settings);
      return new PolicyPack(packInfo(info, request.directory, settings), settings, process, client);
    } catch (error) {
      client.close();
      await process.end();
      throw error instanceof RpcError ? new EngineError(`policy pack ${request.directory}: ${error.message}`) : error;
    }
  }

  /** Whether any of its policies would change a resource. */
  get remediates(): boolean {
    return [...this.settings.values()].some(({ enforcementLevel }) => enforcementLevel === "remediate");
  }

  remediate(request: AnalyzeRequest): Promise<RemediateResponse> {
    return call((sent, answer) => this.client.remediate(sent, answer), request);
  }

  analyze(request: AnalyzeRequest): Promise<AnalyzeResponse> {
    return call((sent, answer) => this.client.analyze(sent, answer), request);
  }

  analyzeStack(request: AnalyzeStackRequest): Promise<AnalyzeResponse> {
    return call((sent, answer) => this.client.analyzeStack(sent, answer), request);
  }

  async close(): Promise<void> {
    this.client.close();
    await this.process.end();
  }
}

async function startProcess(directory: string, context: PackContext) {
  const errors: string[] = [];
  let announce: (port: string) => void = () => undefined;
  const port = new Promise<string>((resolve) => (announce = resolve));
  let announced = false;
  const process = new NodeProcess(packCommand(directory, context));
  process.onOutput((stream, line) => {
    if (!announced && stream === "stdout" && /^\d+$/.test(line)) {
      announced = true;
      announce(line);
    } else {
      errors.push(line);
      context.onOutput(directory, line);
    }
  });
  const ended = process.ended.then((code): never => {
    throw new EngineError([`policy pack ${directory} did not start (exit code ${code})`, ...errors].join("\n"));
  });
  const address = `127.0.0.1:${await Promise.race([port, ended])}`;
  ended.catch(() => undefined);
  return { process, address };
}

function packCommand(directory: string, context: PackContext) {
  const file = ["PulumiPolicy.yaml", "PulumiPolicy.yml"].map((name) => join(directory, name)).find(existsSync);
  if (!file) throw new EngineError(`no PulumiPolicy.yaml in ${directory}`);
  const { runtime } = readYaml(file);
  const { name, options } = isRecord(runtime) ? runtime : { name: runtime, options: {} };
  if (name !== "nodejs")
    throw new EngineError(`${file}: runtime is ${JSON.stringify(name)}, only "nodejs" packs run here`);
  const { typescript, nodeargs } = isRecord(options) ? options : {};
  return {
    arguments: [
      ...splitArguments(typeof nodeargs === "string" ? nodeargs : ""),
      resolveSdk(directory, "run-policy-pack"),
      context.engineAddress,
      directory,
    ],
    directory,
    accelerate: context.accelerate,
    environment: {
      ...context.environment,
      ...(typescript === false ? {} : { PULUMI_NODEJS_TYPESCRIPT: "true" }),
      PULUMI_NODEJS_ORGANIZATION: context.organization,
      PULUMI_NODEJS_PROJECT: context.project,
      PULUMI_NODEJS_STACK: context.stack,
      PULUMI_NODEJS_DRY_RUN: "true",
      PULUMI_CONFIG: JSON.stringify(context.configuration.values),
    },
  };
}

async function introduce(client: AnalyzerClient, directory: string, context: PackContext) {
  const handshake = new AnalyzerHandshakeRequest().setEngineAddress(context.engineAddress);
  handshake.setRootDirectory(directory).setProgramDirectory(directory);
  await unlessUnimplemented(call((sent, answer) => client.handshake(sent, answer), handshake));
  const stack = new AnalyzerStackConfigureRequest()
    .setOrganization(context.organization)
    .setProject(context.project)
    .setStack(context.stack)
    .setDryRun(true)
    .setConfigSecretKeysList(context.configuration.secretKeys);
  for (const [key, value] of Object.entries(context.configuration.values)) stack.getConfigMap().set(key, value);
  await unlessUnimplemented(call((sent, answer) => client.configureStack(sent, answer), stack));
}

/** Packs built with an older SDK do not know of every call. */
async function unlessUnimplemented(answer: Promise<unknown>): Promise<void> {
  await answer.catch((error: unknown) => {
    if (!(error instanceof RpcError && error.code === grpc.status.UNIMPLEMENTED)) throw error;
  });
}

async function configure(client: AnalyzerClient, settings: Map<string, PolicySettings>) {
  const request = new ConfigureAnalyzerRequest();
  for (const [policy, { enforcementLevel, properties }] of settings) {
    const config = new PolicyConfig()
      .setEnforcementlevel(levelNumber[enforcementLevel])
      .setProperties(toStruct(properties));
    request.getPolicyconfigMap().set(policy, config);
  }
  await call((sent, answer) => client.configure(sent, answer), request);
}
