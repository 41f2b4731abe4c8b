import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PropertyMap } from "../../../engine/engine";

export interface Thing {
  /** As it was made. */
  urn: string;
  type: string;
  inputs: PropertyMap;
  outputs: PropertyMap;
}

/** The stand-in providers' cloud (cloudFolder.mjs), for who looks into it, changes it and disturbs it. */
export class Cloud {
  private readonly faults: string;

  constructor(private readonly folder: string) {
    this.faults = join(folder, "faults");
    mkdirSync(this.faults, { recursive: true });
  }

  /** Ids of what stands and was made with that type and logical name. */
  ids(type: string, name: RegExp | string): string[] {
    const files = readdirSync(this.folder).filter((file) => file.endsWith(".json"));
    const ids = files.map((file) => decodeURIComponent(file.slice(0, -".json".length)));
    return ids.filter((id) => {
      const thing = this.read(id);
      const called = thing.urn.slice(thing.urn.lastIndexOf("::") + 2);
      return thing.type === type && (typeof name === "string" ? called === name : name.test(called));
    });
  }

  /** Throws where not just one stands. */
  idOf(type: string, name: string): string {
    const [id, another] = this.ids(type, name);
    if (id === undefined || another !== undefined) throw new Error(`${another ? "several" : "no"} ${type} ${name}`);
    return id;
  }

  read(id: string): Thing {
    return JSON.parse(readFileSync(this.file(id), "utf8")) as Thing;
  }

  /** Changes what a thing is, unknown to who deployed it. */
  change(id: string, inputs: PropertyMap) {
    const thing = this.read(id);
    const changed = { inputs: { ...thing.inputs, ...inputs }, outputs: { ...thing.outputs, ...inputs } };
    writeFileSync(this.file(id), JSON.stringify({ ...thing, ...changed }));
  }

  remove(id: string) {
    rmSync(this.file(id));
  }

  /** What operations on the resource meet from now on: an error's message, or the milliseconds that they take. */
  disturb(name: string, fault: string | number) {
    writeFileSync(join(this.faults, encodeURIComponent(name)), JSON.stringify(fault));
  }

  /** Whether an operation has met its fault. */
  hasMet(name: string): boolean {
    return existsSync(join(this.faults, `${encodeURIComponent(name)}.met`));
  }

  calm() {
    for (const file of readdirSync(this.faults)) rmSync(join(this.faults, file));
  }

  private file(id: string): string {
    return join(this.folder, `${encodeURIComponent(id)}.json`);
  }
}
