import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/player/**/*.test.ts", "tests/preview/**/*.test.ts"],
    environment: "happy-dom",
    setupFiles: ["tests/player/pieces.ts"],
    restoreMocks: true,
    unstubGlobals: true,
  },
});
