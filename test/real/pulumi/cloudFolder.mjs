/**
 * The cloud of the stand-in providers: a folder with a JSON file for each thing that stands, which a test reads, and changes behind
 * Pulumi's back. A file in `faults/` says what operations on the resource of its name meet: an error's message, or the milliseconds
 * that they take; `met` is put after its name when one has.
 */
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import embedded from "../../../dist/engine/embedded/packageModules.js";

const folder = process.env.STAND_IN_CLOUD;
const fileOf = (id) => join(folder, `${encodeURIComponent(id)}.json`);
const modules = new embedded.PackageModules(import.meta.dirname);

/** What the SDK's documentation says of a type: outputs that only a provider gives, inputs whose change makes a new resource. */
export const typeOf = (type) => modules.of(type);

export function read(id) {
  return existsSync(fileOf(id)) ? JSON.parse(readFileSync(fileOf(id), "utf8")) : undefined;
}

export const write = (id, thing) => writeFileSync(fileOf(id), JSON.stringify(thing));
export const remove = (id) => rmSync(fileOf(id), { force: true });

/** Makes a thing with an id of its own, and the outputs that the SDK promises of its type. */
export function create(urn, type, inputs) {
  const name = nameOf(urn);
  const id = `${name}-${randomBytes(4).toString("hex")}`;
  const given = Object.fromEntries(typeOf(type).outputOnly.map((property) => [property, valueOf(type, property, id)]));
  const named = { name: id, bucket: id, ...given };
  write(id, { urn, type, inputs, outputs: { ...named, ...inputs } });
  return id;
}

/** Fails, or takes its time, as a test has asked. */
export async function meetFault(urn) {
  const file = join(folder, "faults", encodeURIComponent(nameOf(urn)));
  if (!existsSync(file)) return;
  const fault = JSON.parse(readFileSync(file, "utf8"));
  writeFileSync(`${file}.met`, "");
  if (typeof fault === "string") throw new Error(fault);
  await setTimeout(fault);
}

const nameOf = (urn) => urn.slice(urn.lastIndexOf("::") + 2);

/** Outputs that are more than a text, as far as the components read them. */
const structured = {
  "aws:eks/cluster:Cluster": {
    certificateAuthority: { data: "Y2VydGlmaWNhdGU=" },
    certificateAuthorities: [{ data: "Y2VydGlmaWNhdGU=" }],
    identities: [{ oidcs: [{ issuer: "https://oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE" }] }],
  },
};

function valueOf(type, property, id) {
  const known = structured[type]?.[property];
  if (known !== undefined) return known;
  if (/^(latest|default)Version$/.test(property)) return 1;
  return /arn$/i.test(property) ? `arn:aws:${type.split(/[:/]/)[1]}:us-east-1:111122223333:${id}` : `${property}-${id}`;
}
