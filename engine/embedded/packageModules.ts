import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The code that a provider's npm package ships for a resource type. */
export interface TypeModule {
  /** Properties that only the provider gives, such as an ARN. */
  outputOnly: string[];
  /** Inputs whose documentation says that a change of them makes a new resource. */
  immutable(): Set<string>;
}

const nothing: TypeModule = { outputOnly: [], immutable: () => new Set() };

/** Reads resource types' modules from the packages that a program has installed, each once and only when asked. */
export class PackageModules {
  private readonly directories = new Map<string, string | undefined>();
  private readonly modules = new Map<string, TypeModule>();

  constructor(private readonly programDirectory: string) {}

  of(type: string): TypeModule {
    const known = this.modules.get(type);
    if (known) return known;
    const file = this.fileOf(type);
    const read = file ? readModule(file, nameOf(type)) : nothing;
    this.modules.set(type, read);
    return read;
  }

  /** `aws:s3/bucket:Bucket` is `s3/bucket.js` of its package; `kubernetes:apps/v1:Deployment` is `apps/v1/deployment.js`. */
  private fileOf(type: string): string | undefined {
    const [packageName = "", module = ""] = type.split(":");
    const directory = this.directoryOf(packageName);
    if (!directory || !module) return undefined;
    const file = `${nameOf(type).charAt(0).toLowerCase()}${nameOf(type).slice(1)}.js`;
    const folder = module.replace(/\.k8s\.io|\.sh(?=\/)/g, "");
    return [join(directory, `${module}.js`), join(directory, folder, file)].find(existsSync);
  }

  private directoryOf(packageName: string): string | undefined {
    if (!this.directories.has(packageName)) this.directories.set(packageName, this.findPackage(packageName));
    return this.directories.get(packageName);
  }

  private findPackage(packageName: string): string | undefined {
    if (!/^[a-z0-9-]+$/.test(packageName)) return undefined;
    const { resolve } = createRequire(join(this.programDirectory, "index.js"));
    for (const name of [`@pulumi/${packageName}`, `@pulumiverse/${packageName}`]) {
      try {
        return dirname(resolve(`${name}/package.json`));
      } catch {
        continue; // Not installed under this name.
      }
    }
    return undefined;
  }
}

const nameOf = (type: string) => type.slice(type.lastIndexOf(":") + 1);

function readModule(file: string, name: string): TypeModule {
  const code = readFileSync(file, "utf8");
  const assigned = [...code.matchAll(/resourceInputs\["([^"]+)"\] = (undefined \/\*out\*\/|state)?/g)];
  const given = new Set(assigned.filter(([, , source]) => source === undefined).map(([, property = ""]) => property));
  const outputOnly = new Set(assigned.map(([, property = ""]) => property).filter((property) => !given.has(property)));
  let immutable: Set<string> | undefined;
  return {
    outputOnly: [...outputOnly].sort(),
    immutable: () => (immutable ??= immutableInputs(file.replace(/\.js$/, ".d.ts"), name)),
  };
}

/** The providers' documentation marks them: "Forces new resource", "Changing this creates a new resource", … */
const makesNewResource =
  /\b(forc(es?|ing)|creat(es?|ing)|trigger(s|ing)?|requires?|caus(es?|ing)|results? in)\b[^.]{0,60}\b(new resource|replace(d|ment)|re-?creat\w*)/i;

function immutableInputs(file: string, name: string): Set<string> {
  if (!existsSync(file)) return new Set();
  const text = readFileSync(file, "utf8");
  const start = text.indexOf(`interface ${name}Args {`);
  const properties = start < 0 ? [] : text.slice(start).matchAll(/\/\*\*((?:(?!\*\/)[^])*)\*\/\s+(\w+)\??:/g);
  const immutable = [...properties].filter(([, comment = ""]) =>
    makesNewResource.test(comment.replace(/\s*\n\s*\*\s*/g, " ")),
  );
  return new Set(immutable.map(([, , property = ""]) => property));
}
