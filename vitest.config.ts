import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/player/**/*.test.ts", "tests/preview/**/*.test.ts"],
    environment: "happy-dom",
    restoreMocks: true,
    unstubGlobals: true,
  },
});
