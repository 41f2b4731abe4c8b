// Writes what the stack schema is the source of: the TypeScript types.
import { writeFileSync } from "node:fs";
import { compileFromFile } from "json-schema-to-typescript";

const types = await compileFromFile("spec/stack.schema.json", {
  bannerComment: "// Generated from stack.schema.json by `npm run generate`.",
  additionalProperties: false,
  maxItems: -1,
});
writeFileSync("spec/stack.types.ts", types);
