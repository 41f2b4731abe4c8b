import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/real/**", "node_modules/**"],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // Libraries of terminals ask whether they run in CI: here as there.
    env: { CI: "true" },
    // A worker's files share what they import: loading the SDK anew for each takes more time than many a test.
    isolate: false,
    // One more than the cores there are: many a test waits for the program that it previews.
    maxWorkers: availableParallelism() + 1,
    coverage: {
      provider: "v8",
      include: [
        "{spec,catalog,sizing,components,policies,engine,plan,preflight,check,render,regions,fleet,lifecycle,report,cli}/**/*.ts",
      ],
    },
  },
});
