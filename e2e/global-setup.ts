import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startForTests } from "../scripts/testing/start-for-tests.mjs";

/**
 * Starts the built product as a whole on a free port with a database of its own and the demo
 * project in it. Tests find the address in GALLEY_E2E_URL, and all that the processes were told
 * (DATABASE_URL, GALLEY_SECRET …) in the JSON file that GALLEY_E2E_FILE names.
 */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const galley = await startForTests({ demo: true });
  const file = join(galley.dataDir, "e2e.json");
  writeFileSync(
    file,
    JSON.stringify({ url: galley.url, env: galley.env, processes: galley.identities() }),
  );
  process.env.GALLEY_E2E_URL = galley.url;
  process.env.GALLEY_E2E_FILE = file;
  return galley.stop;
}
