import { readFileSync } from "node:fs";
import type { Debugger, Session } from "node:inspector";
import { dirname, join } from "node:path";

/** A CommonJS module that loads when something of it is first used. */
export function lazyModule(load: () => unknown, known: Record<string, () => unknown> = {}): unknown {
  let loaded: object | undefined;
  const real = (): object => (loaded ??= load() as object);
  return new Proxy(function () {}, {
    get(_target, key): unknown {
      // What TypeScript's import helpers ask first: as if it were an ES module, they take it as it is.
      if (key === "__esModule") return true;
      if (key === "default") return real();
      const short = typeof key === "string" && !loaded ? known[key]?.() : undefined;
      return short ?? (Reflect.get(real(), key) as unknown);
    },
    has: (_target, key) => key in real(),
    apply: (_target, self, args) => Reflect.apply(real() as () => unknown, self, args) as unknown,
    construct: (_target, args) => Reflect.construct(real() as new () => object, args) as object,
  });
}

/** The TypeScript compiler: 0.4 s to load, for serializing functions and for programs in TypeScript alone. */
export function lazyTypeScript(load: () => unknown, file: string): unknown {
  return lazyModule(load, { version: () => packageVersion(file) });
}

/** Compiles TypeScript on require, once there is any to compile. */
export function lazyTypeScriptCompiler(load: () => unknown, file: string): unknown {
  const register = (options: unknown) => {
    for (const extension of [".ts", ".tsx"]) compileLater(extension, () => (load() as Compiler).register(options));
  };
  return lazyModule(load, { register: () => register, VERSION: () => packageVersion(file) });
}

interface Compiler {
  register(options: unknown): void;
}

function compileLater(extension: string, register: () => void) {
  const handlers = require.extensions;
  const first: NodeJS.RequireExtensions[string] = (module, filename) => {
    for (const each of [".ts", ".tsx"]) delete handlers[each];
    register();
    handlers[extension]?.(module, filename);
  };
  handlers[extension] = first;
}

function packageVersion(file: string): unknown {
  try {
    const manifest = readFileSync(join(dirname(dirname(file)), "package.json"), "utf8");
    return (JSON.parse(manifest) as { version?: unknown }).version;
  } catch {
    return undefined; // A vendored copy: its own code knows.
  }
}

const quietLogs = new WeakMap<object, object>();

/** The SDK's log without its debug messages, which the engine drops. */
export function quietLog(log: unknown): unknown {
  if (typeof log !== "object" || log === null) return log;
  const known = quietLogs.get(log);
  if (known) return known;
  const quiet = Object.create(log, { debug: { value: () => Promise.resolve(), enumerable: true } }) as object;
  quietLogs.set(log, quiet);
  return quiet;
}

const span = {
  setAttribute: () => span,
  addEvent: () => span,
  end: () => undefined,
};

/** Where no tracing endpoint was asked for, spans go nowhere. */
export const silentTracing = { __esModule: true, start: () => undefined, stop: () => undefined, newSpan: () => span };

/** Where nobody follows a trace, a call carries none. */
export const silentTelemetry = {
  propagation: () => ({ inject: () => undefined }),
  context: () => ({ active: () => undefined }),
};

/**
 * The SDK's `runtime/closure/v8Hooks`: it debugs the whole process from its start, for the sake of functions that may be serialized
 * later. Here the debugger attaches when the first one is; V8 then tells of the scripts that it has parsed already.
 */
export function onDemandInspector() {
  const files = new Map<string, string>();
  let session: Promise<Session> | undefined;
  const attach = async () => {
    const inspector = await import("node:inspector");
    const attached = new inspector.Session();
    attached.connect();
    attached.on(
      "Debugger.scriptParsed",
      ({ params }: { params: Debugger.ScriptParsedEventDataType }) => void files.set(params.scriptId, params.url),
    );
    await new Promise<void>((resolve, reject) =>
      attached.post("Debugger.enable", (error) => (error ? reject(error) : resolve())),
    );
    return attached;
  };
  return {
    getSessionAsync: () => (session ??= attach()),
    isInitializedAsync: () => Promise.resolve(),
    getScriptUrl: (id: string) => files.get(id),
  };
}
