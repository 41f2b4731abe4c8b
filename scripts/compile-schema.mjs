// Part of the build: compiles the stack schema to a function that says whether a stack fits it, so that a plan need not.
import { readFileSync, writeFileSync } from "node:fs";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import standalone from "ajv/dist/standalone/index.js";

const read = (file) => JSON.parse(readFileSync(file, "utf8"));
const schema = read("spec/stack.schema.json");
const ajv = addFormats.default(new Ajv({ strict: true, strictTypes: false, code: { source: true } }));
ajv.addSchema(read("spec/rules.schema.json"));
writeFileSync("dist/spec/stack.check.js", standalone.default(ajv, ajv.compile(schema)));
