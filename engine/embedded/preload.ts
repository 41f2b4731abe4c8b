/*
 * Runs first in the program's and the packs' processes, and takes out of the SDK what costs time and shows nowhere: stack traces
 * of promises it only tracks, positions of frames nobody reads, debug messages that no engine shows, and heavy modules that most
 * programs never use. What a program computes, prints or registers is the same without it.
 */
import Module from "node:module";
import { Socket } from "node:net";
import { basename, dirname, sep } from "node:path";
import { keepCompiledCode } from "../compiledCode";
import {
  lazyModule,
  lazyTypeScript,
  lazyTypeScriptCompiler,
  onDemandInspector,
  quietLog,
  silentTelemetry,
  silentTracing,
} from "./sdkStandIns";
import { cheapPromises, cheapResourcePositions, plainCalls, plainErrors } from "./sdkPatches";

type Load = (this: unknown, request: string, parent: NodeJS.Module | undefined, isMain: boolean) => unknown;

const sdkFolder = `${sep}@pulumi${sep}pulumi${sep}`;
const load = Reflect.get(Module, "_load") as Load;
/** OpenTelemetry's own variable, by which whoever starts a program asks for its spans. */
const traced = process.env.TRACEPARENT !== undefined;

Reflect.set(
  Module,
  "_load",
  function (this: unknown, request: string, parent: NodeJS.Module | undefined, isMain: boolean) {
    if (!parent?.filename?.includes(sdkFolder)) return load.call(this, request, parent, isMain);
    const real = () => load.call(this, request, parent, isMain);
    const resolve = () => Module.createRequire(parent.filename).resolve(request);
    switch (request.slice(request.lastIndexOf("/") + 1)) {
      case "log":
        return request.startsWith(".") ? quietLog(real()) : real();
      case "debuggable":
        return cheapPromises(real(), Module.createRequire(resolve())("./state"));
      case "error":
        return plainErrors(real());
      case "resource":
        return cheapResourcePositions(real(), parent);
      case "settings":
        return traced ? real() : plainCalls(real());
      case "tracing":
        return process.argv.includes("--tracing") ? real() : silentTracing;
      case "api":
        return traced ? real() : lazyModule(real, silentTelemetry);
      case "v8Hooks":
        return onDemandInspector();
      case "arborist":
      case "automation":
      case "js-yaml":
      case "normalize-package-data":
        return lazyModule(real);
      case "typescript":
      case "typescript.js":
        return lazyTypeScript(real, resolve());
      case "ts-node":
      case "ts-node@7.0.1":
        return lazyTypeScriptCompiler(real, resolve());
      default:
        return real();
    }
  },
);

endWithParent();
hideFromProgram();
keepCompiledCode(basename(dirname(process.argv[1] ?? "")));

/** The engine holds the other end of the fourth stream, and writes nothing: its end is the engine's end. */
function endWithParent() {
  try {
    const parent = new Socket({ fd: 3, readable: true, writable: false });
    parent.on("error", () => undefined).once("close", () => process.exit(1));
    parent.resume().unref();
  } catch {
    // Started by something else, without that stream.
  }
}

function hideFromProgram() {
  const at = process.execArgv.findIndex(
    (argument, index) => argument === "--require" && process.execArgv[index + 1] === __filename,
  );
  if (at >= 0) process.execArgv.splice(at, 2);
}
