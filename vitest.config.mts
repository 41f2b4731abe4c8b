import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/real/**", "node_modules/**"],
    testTimeout: 120_000,
    coverage: {
      provider: "v8",
      include: [
        "{spec,catalog,sizing,components,policies,engine,plan,preflight,check,render,regions,report,cli}/**/*.ts",
      ],
    },
  },
});
