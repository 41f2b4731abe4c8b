import type { Engine, PreviewRequest, PreviewResult } from "../engine";
import { readConfiguration } from "./configuration";
import { LoopbackPort } from "./loopbackPort";
import { startProgram } from "./program";
import { readProject } from "./project";

/**
 * An engine in this process: it serves what a Pulumi program and policy packs talk to, on loopback alone, and asks no cloud.
 * What only a deployment can know is unknown in its previews. The same program and configuration give the same result.
 */
export class EmbeddedEngine implements Engine {
  /** `accelerate` false runs the SDK untouched: slower, with the same result. */
  constructor(private readonly options: { accelerate?: boolean } = {}) {}

  /** Throws EngineError where the project, its configuration or a pack is at fault. A failed program is a result with diagnostics. */
  async preview(request: PreviewRequest): Promise<PreviewResult> {
    const project = readProject(request.projectDirectory);
    const context = {
      request,
      project,
      configuration: readConfiguration(project, request),
      organization: request.organization ?? "organization",
      accelerate: this.options.accelerate ?? true,
    };
    const port = await LoopbackPort.open();
    const program = startProgram(context, port.address);
    try {
      // The program takes a while before it first calls; what answers it loads meanwhile.
      const { Session } = await import("./session.js");
      return await new Session(context, port, program).run();
    } finally {
      await program.end();
      port.close();
    }
  }
}
