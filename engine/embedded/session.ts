import * as grpc from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import type { Diagnostic, PreviewRequest, PreviewResult } from "../engine";
import type { NodeProcess } from "./childProcess";
import type { Configuration } from "./configuration";
import { Deployment } from "./deployment";
import { engineService } from "./engineService";
import { Invokes } from "./invokes";
import type { LoopbackPort } from "./loopbackPort";
import { monitorService } from "./monitorService";
import { PackageModules } from "./packageModules";
import { Policies } from "./policies";
import { Previous } from "./previous";
import { outcomeOf, type PreviewContext } from "./program";
import type { Project } from "./project";
import { DefaultProviders } from "./providers";
import { Registrations } from "./registrations";
import { previewResult } from "./result";
import { channelOptions } from "./rpc";
import { Callbacks } from "./transforms";

/** One preview of a program that has started: its servers, packs and callbacks end with it. */
export class Session {
  private readonly diagnostics: Diagnostic[] = [];
  /** What each process printed, stream by stream: how they interleave is a matter of chance. */
  private readonly printed = new Map<string, Diagnostic[]>([
    ["stdout", []],
    ["stderr", []],
  ]);
  private readonly callbacks = new Callbacks();
  private readonly server = new grpc.Server(channelOptions);
  private readonly request: PreviewRequest;
  private readonly project: Project;
  private readonly configuration: Configuration;
  private readonly organization: string;
  private lastActivity = performance.now();

  constructor(
    private readonly context: PreviewContext,
    private readonly port: LoopbackPort,
    private readonly program: NodeProcess,
  ) {
    this.request = context.request;
    this.project = context.project;
    this.configuration = context.configuration;
    this.organization = context.organization;
  }

  async run(): Promise<PreviewResult> {
    const { request } = this;
    for (const { directory } of request.policyPacks ?? []) this.printed.set(directory, []);
    for (const key of this.configuration.encryptedKeys) this.report(encrypted(key));
    const policies = new Policies(request.policyPacks ?? [], this.packContext());
    try {
      const modules = new PackageModules(this.project.programDirectory);
      const previous = new Previous(request.previous ?? [], modules);
      const deployment = this.deployment(previous, modules, policies);
      const invokes = this.serve(deployment);
      request.onEvent?.({ kind: "started" });
      const succeeded = await this.programSucceeds(deployment, policies);
      const providerOf = deployment.providerOf.bind(deployment);
      if (succeeded) await policies.judgeStack([...deployment.states.values()], providerOf);
      else await policies.settle();
      const packs = await policies.info();
      for (const { name } of packs) request.onEvent?.({ kind: "policies", pack: name });
      const diagnostics = [
        ...this.diagnostics,
        ...deployment.diagnostics,
        ...policies.diagnostics,
        ...invokes.diagnostics(),
        ...[...this.printed.values()].flat(),
      ];
      return previewResult({
        states: [...deployment.states.values()],
        packs,
        violations: policies.violations,
        diagnostics,
        deleted: request.previous && succeeded ? previous.unclaimed() : [],
      });
    } finally {
      this.callbacks.close();
      await policies.close();
      this.server.forceShutdown();
    }
  }

  private deployment(previous: Previous, modules: PackageModules, policies: Policies): Deployment {
    const { request, project } = this;
    return new Deployment({
      stack: request.stack,
      project: project.name,
      previous,
      modules,
      policies,
      onResource: (urn, registered) => {
        this.lastActivity = performance.now();
        request.onEvent?.({ kind: "resource", urn, registered });
      },
    });
  }

  private serve(deployment: Deployment): Invokes {
    const { request, project, organization, configuration } = this;
    const invokes = new Invokes({
      deployment,
      callbacks: this.callbacks,
      organization,
      project: project.name,
      answer: request.invoke,
      stackOutputs: request.stackOutputs ?? {},
    });
    const monitor = monitorService({
      deployment,
      configuration,
      registrations: new Registrations(this.callbacks),
      defaultProviders: new DefaultProviders(configuration, (goal) => deployment.register(goal)),
      invokes,
      organization,
      project: project.name,
      stack: request.stack,
      projectDirectory: project.directory,
    });
    this.server.addService(ResourceMonitorService, monitor);
    this.server.addService(
      EngineService,
      // A program that was turned away complains of that too: what turned it away says it better.
      engineService((diagnostic) => deployment.aborted || this.report(diagnostic)),
    );
    const connections = this.server.createConnectionInjector(grpc.ServerCredentials.createInsecure());
    this.port.onConnection((socket) => connections.injectConnection(socket));
    return invokes;
  }

  private async programSucceeds(deployment: Deployment, policies: Policies): Promise<boolean> {
    this.program.onOutput((stream, line) => this.print(stream, line));
    const outcome = await outcomeOf(this.program, {
      hangSeconds: this.request.hangSeconds ?? 60,
      lastActivity: () => this.lastActivity,
      aborted: () => deployment.aborted,
      packsFailed: policies.ready().then(() => new Promise<never>(() => undefined)),
    });
    if (outcome.error && !deployment.aborted) this.report({ severity: "error", message: outcome.error });
    return outcome.succeeded && !this.diagnostics.some(({ severity }) => severity === "error");
  }

  private packContext() {
    return {
      organization: this.organization,
      project: this.project.name,
      projectDirectory: this.project.directory,
      programDirectory: this.project.programDirectory,
      stack: this.request.stack,
      engineAddress: this.port.address,
      configuration: this.configuration,
      environment: this.request.environment ?? {},
      accelerate: this.context.accelerate,
      onOutput: (pack: string, line: string) => this.print(pack, line),
    };
  }

  private print(source: string, message: string): void {
    this.lastActivity = performance.now();
    const diagnostic: Diagnostic = { severity: "info", message };
    this.printed.get(source)?.push(diagnostic);
    this.request.onEvent?.({ kind: "diagnostic", diagnostic });
  }

  private report(diagnostic: Diagnostic): void {
    this.lastActivity = performance.now();
    this.diagnostics.push(diagnostic);
    this.request.onEvent?.({ kind: "diagnostic", diagnostic });
  }
}

function encrypted(key: string): Diagnostic {
  const message = `configuration ${key} is encrypted: its value is an unknown secret in an offline preview`;
  return { severity: "warning", message };
}
