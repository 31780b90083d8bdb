// Generates the database client. `prisma generate` only wants the path of a schema engine to exist,
// it does not run it, so any existing file does and nothing is downloaded.
import { spawnSync } from "node:child_process";

const { status } = spawnSync(
  process.execPath,
  ["node_modules/prisma/build/index.js", "generate", "--no-hints"],
  {
    stdio: process.env.GALLEY_QUIET ? "ignore" : "inherit",
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      CHECKPOINT_DISABLE: "1",
    },
  },
);
process.exit(status ?? 1);
