import { defineConfig } from "vitest/config";

// Tests on real servers, each started by its own test; slow, so one file at a time.
export default defineConfig({
  test: {
    include: ["test/real/**/*.test.ts"],
    testTimeout: 300_000,
    hookTimeout: 600_000,
    fileParallelism: false,
  },
});
