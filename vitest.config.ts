import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));

export default defineConfig({
  resolve: {
    alias: { "@": path("."), "server-only": path("scripts/empty.mjs") },
  },
  test: {
    maxWorkers: 2,
    env: {
      GALLEY_SECRET: "a secret for tests only, of enough length",
      GALLEY_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
      GALLEY_AUDIT_KEY: Buffer.alloc(32, 8).toString("base64"),
      GALLEY_LOG_LEVEL: "silent",
    },
    projects: [
      {
        extends: true,
        test: {
          name: "pure",
          // Loading every module anew for each file took two thirds of the time. Tests that change the
          // environment or a clock put it back.
          isolate: false,
          globalSetup: ["scripts/testing/compute-bundle.mjs"],
          // What reads the environment needs one; nobody listens there.
          env: { DATABASE_URL: "postgresql://127.0.0.1:1/none" },
          testTimeout: 60_000,
          include: ["{lib,components,sdk,scripts,prisma}/**/*.test.{ts,tsx,mjs}"],
          exclude: [
            "**/*.attack.test.ts",
            "**/*.db.test.ts",
            "**/*.dom.test.tsx",
            "**/*.slow.test.ts",
            "**/node_modules/**",
          ],
        },
      },
      {
        extends: true,
        // They need as little as the pure tests; what they send takes long to make.
        test: {
          name: "attacks",
          isolate: false,
          globalSetup: ["scripts/testing/compute-bundle.mjs"],
          env: { DATABASE_URL: "postgresql://127.0.0.1:1/none" },
          testTimeout: 60_000,
          include: ["{lib,components,sdk,scripts,prisma}/**/*.attack.test.ts"],
        },
      },
      {
        extends: true,
        // Next compiles JSX itself, so tsconfig.json keeps it as it is.
        oxc: { jsx: { runtime: "automatic" } },
        test: {
          name: "components",
          environment: "happy-dom",
          isolate: false,
          include: ["components/**/*.dom.test.tsx"],
          setupFiles: ["scripts/testing/component-setup.ts"],
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "database",
          isolate: false,
          // What packs and installs takes as long as a database does.
          include: ["{lib,prisma}/**/*.db.test.ts", "sdk/*.slow.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          globalSetup: [
            "scripts/testing/compute-bundle.mjs",
            "scripts/testing/database-template.mjs",
          ],
          setupFiles: ["scripts/testing/database-copy.mjs"],
        },
      },
    ],
  },
});
