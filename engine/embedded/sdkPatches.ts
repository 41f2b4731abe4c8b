import { inspect } from "node:util";

interface Debuggable {
  debugPromiseLeaks?: boolean;
  debuggablePromise?: <T>(promise: Promise<T>, context: unknown) => Promise<T>;
}

interface StateModule {
  getStore?: () => { leakCandidates: Set<Promise<unknown>> };
}

/** A frame mapped to its source; unlike what Node.js declares, its text is the stack trace's. */
interface MappedSite {
  toString(): string;
}

interface Frame {
  file?: string;
  line?: number;
  column?: number;
}

interface ResourceModule {
  Resource?: { callsites?: () => Frame[]; framePositionRegExp?: RegExp };
}

/** V8's settings for stack traces; the types do not know that there may be no formatter. */
const traces: { stackTraceLimit: number; prepareStackTrace?: typeof Error.prepareStackTrace | undefined } = Error;

const patched = new WeakSet<object>();

function once<Part extends object>(part: Part | undefined): part is Part {
  if (!part || patched.has(part)) return false;
  patched.add(part);
  return true;
}

/**
 * The SDK tracks promises, to report those that never settle: four for each property of a resource, each with a number, a context, a
 * stack trace and two more promises. Here it notes that they are pending, which is what its report is made of.
 */
export function cheapPromises(module: unknown, state: unknown): unknown {
  const debuggable = module as Debuggable;
  const track = debuggable.debuggablePromise;
  const { getStore } = state as StateModule;
  if (!track || !getStore || debuggable.debugPromiseLeaks || !once(debuggable)) return module;
  let scheduled = false;
  debuggable.debuggablePromise = (promise, context) => {
    if (!scheduled) {
      scheduled = true;
      return track(promise, context); // The first one also asks for the report at the end.
    }
    const store = getStore();
    store.leakCandidates.add(promise);
    return promise.then(
      (value) => {
        store.leakCandidates.delete(promise);
        return value;
      },
      (error: unknown) => {
        store.leakCandidates.delete(promise);
        Object.assign(error as object, { promise });
        throw error;
      },
    );
  };
  return module;
}

interface ErrorModule {
  defaultErrorMessage?: (error: unknown) => string;
}

/**
 * The SDK prints errors in colour, and Node.js 20 never ends colouring a stack that names a file directly in a scope's folder, as
 * the SDK's own source maps do. The engine shows messages without colour in any case.
 */
export function plainErrors(module: unknown): unknown {
  const errors = module as ErrorModule;
  const original = errors.defaultErrorMessage;
  if (!original || !once(errors)) return module;
  errors.defaultErrorMessage = (error) => (error instanceof Error && error.stack ? inspect(error) : original(error));
  return module;
}

interface SettingsModule {
  grpcClientOptions?: { interceptors?: unknown[] };
}

/** The SDK wraps each call to add a trace's context, also where there is no trace. */
export function plainCalls(module: unknown): unknown {
  const { grpcClientOptions } = module as SettingsModule;
  if (grpcClientOptions) grpcClientOptions.interceptors = [];
  return module;
}

/**
 * Of the frames under a resource's constructor, the engine reads the one that made it: two of the SDK's own look-up, the two base
 * classes' and the class's constructors are above it.
 */
const madeBy = 5;

/** The SDK maps every frame of the stack to its source; here only the one that is read. */
export function cheapResourcePositions(module: unknown, parent: NodeJS.Module): unknown {
  const { Resource } = (module ?? {}) as ResourceModule;
  if (!Resource?.callsites || !Resource.framePositionRegExp || !once(Resource)) return module;
  const position = Resource.framePositionRegExp;
  const sources = parent.require("source-map-support") as { wrapCallSite(site: NodeJS.CallSite): MappedSite };
  Resource.callsites = function callsites(): Frame[] {
    const [limit, prepare] = [traces.stackTraceLimit, traces.prepareStackTrace];
    let sites: NodeJS.CallSite[] = [];
    try {
      traces.stackTraceLimit = madeBy + 1;
      traces.prepareStackTrace = (_error, raw) => (sites = raw);
      void new Error().stack;
    } finally {
      [traces.stackTraceLimit, traces.prepareStackTrace] = [limit, prepare];
    }
    return sites.map((site, index) => (index < madeBy ? {} : frameOf(sources.wrapCallSite(site).toString(), position)));
  };
  return module;
}

function frameOf(text: string, position: RegExp): Frame {
  const { file, line, column } = position.exec(`    at ${text}`)?.groups ?? {};
  if (!file || !line || !column || file.startsWith("node:")) return {};
  return { file, line: Number(line), column: Number(column) };
}
