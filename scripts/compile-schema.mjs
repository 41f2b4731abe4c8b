// Part of the build: compiles each kind of stack's schema to a function that says whether a stack fits it, so that a plan need not.
import { readFileSync, writeFileSync } from "node:fs";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import standalone from "ajv/dist/standalone/index.js";

const read = (file) => JSON.parse(readFileSync(file, "utf8"));
const ajv = addFormats.default(new Ajv({ strict: true, strictTypes: false, code: { source: true } }));
ajv.addSchema(read("spec/rules.schema.json"));
for (const kind of ["stack", "backbone"]) {
  const check = ajv.compile(read(`spec/${kind}.schema.json`));
  writeFileSync(`dist/spec/${kind}.check.js`, standalone.default(ajv, check));
}
