import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import * as grpc from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import {
  type AnalyzeDiagnostic,
  AnalyzeRequest,
  type AnalyzerInfo,
  AnalyzerPropertyDependencies,
  AnalyzerResource,
  AnalyzerResourceOptions,
  type AnalyzeResponse,
  AnalyzeStackRequest,
  ConfigureAnalyzerRequest,
  EnforcementLevel,
  PolicyConfig,
  type RemediateResponse,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { ResourceNode } from "../../plan/graph";

/** A policy pack in its own process, spoken to as the Pulumi engine does. */
export class PackProcess {
  private described?: AnalyzerInfo;

  private constructor(
    private readonly child: ChildProcess,
    private readonly client: AnalyzerClient,
  ) {}

  static async start(directory: string): Promise<PackProcess> {
    const command = createRequire(__filename).resolve("@pulumi/pulumi/cmd/run-policy-pack");
    const child = spawn(process.execPath, [command, "127.0.0.1:1", "."], {
      cwd: resolve(directory),
      stdio: ["ignore", "pipe", "inherit"],
    });
    const port = await new Promise<string>((found, fail) => {
      child.stdout?.on("data", (data: Buffer) => /^\d+\s*$/.test(data.toString()) && found(data.toString().trim()));
      child.once("exit", (code) => fail(new Error(`the pack ended with code ${code}`)));
    });
    const options = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };
    const client = new AnalyzerClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), options);
    return new PackProcess(child, client);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Processor time so far, of all threads. Linux counts it in hundredths of a second. */
  cpuSeconds(): number {
    const stat = readFileSync(`/proc/${this.pid}/stat`, "utf8");
    const [user, system] = stat
      .slice(stat.lastIndexOf(")") + 2)
      .split(" ")
      .slice(11, 13);
    return (Number(user) + Number(system)) / 100;
  }

  info(): Promise<AnalyzerInfo> {
    return call((answer) => this.client.getAnalyzerInfo(new Empty(), answer));
  }

  /** All policies at their own level; or one alone, with its parameters, at its own level or another. */
  async configure({ only, parameters = {}, level }: PolicyChoice): Promise<void> {
    const request = new ConfigureAnalyzerRequest();
    this.described ??= await this.info();
    for (const policy of this.described.getPoliciesList()) {
      const runs = only === undefined || policy.getName() === only;
      const config = new PolicyConfig().setProperties(Struct.fromJavaScript(runs ? parameters : {}));
      config.setEnforcementlevel(runs ? (level ?? policy.getEnforcementlevel()) : EnforcementLevel.DISABLED);
      request.getPolicyconfigMap().set(policy.getName(), config);
    }
    await call((answer) => this.client.configure(request, answer));
  }

  /** What the pack says of each resource, then of the stack. */
  async judge(nodes: readonly ResourceNode[]): Promise<Violation[]> {
    const violations: Violation[] = [];
    for (const node of nodes) {
      const request = fill(new AnalyzeRequest(), node).setProperties(struct(node.inputs));
      const response = await call<AnalyzeResponse>((answer) => this.client.analyze(request, answer));
      violations.push(...response.getDiagnosticsList().map((diagnostic) => violation(diagnostic, node.urn)));
    }
    const stack = new AnalyzeStackRequest().setResourcesList(nodes.map(stackResource));
    const response = await call<AnalyzeResponse>((answer) => this.client.analyzeStack(stack, answer));
    return [...violations, ...response.getDiagnosticsList().map((diagnostic) => violation(diagnostic))];
  }

  /** The resource's inputs as the pack would have them. */
  async remediate(node: ResourceNode): Promise<ResourceNode["inputs"]> {
    const request = fill(new AnalyzeRequest(), node).setProperties(struct(node.inputs));
    const response = await call<RemediateResponse>((answer) => this.client.remediate(request, answer));
    const [remediation] = response.getRemediationsList();
    return remediation?.getProperties()?.toJavaScript() ?? node.inputs;
  }

  async end(): Promise<void> {
    this.client.close();
    const ended = new Promise((done) => this.child.once("exit", done));
    this.child.kill();
    await ended;
  }
}

export interface PolicyChoice {
  /** A policy's name. */
  only?: string;
  parameters?: Record<string, JavaScriptValue>;
  level?: EnforcementLevel;
}

export interface Violation {
  policy: string;
  level: "mandatory" | "advisory";
  message: string;
  urn?: string;
}

function violation(diagnostic: AnalyzeDiagnostic, analyzed?: string): Violation {
  const urn = diagnostic.getUrn() || analyzed;
  return {
    policy: diagnostic.getPolicyname(),
    level: diagnostic.getEnforcementlevel() === EnforcementLevel.MANDATORY ? "mandatory" : "advisory",
    message: diagnostic.getMessage().slice(diagnostic.getDescription().length + 1),
    ...(urn && { urn }),
  };
}

function stackResource(node: ResourceNode): AnalyzerResource {
  const message = fill(new AnalyzerResource(), node).setProperties(struct(node.outputs ?? node.inputs));
  if (node.parent) message.setParent(node.parent);
  for (const [property, urns] of Object.entries(node.propertyDependencies ?? {})) {
    message.getPropertydependenciesMap().set(property, new AnalyzerPropertyDependencies().setUrnsList(urns));
  }
  return message;
}

function fill<Message extends AnalyzeRequest | AnalyzerResource>(message: Message, node: ResourceNode): Message {
  const options = new AnalyzerResourceOptions().setProtect(node.protect ?? false);
  message.setType(node.type).setUrn(node.urn).setName(node.name).setOptions(options);
  return message;
}

const struct = (properties: ResourceNode["inputs"]) => Struct.fromJavaScript(properties);

function call<Answer>(
  send: (answer: (error: grpc.ServiceError | null, response: Answer) => void) => unknown,
): Promise<Answer> {
  return new Promise((resolve, reject) => send((error, response) => (error ? reject(error) : resolve(response))));
}
