import { rmSync } from "node:fs";
import { findFreePort } from "../database/postgres.mjs";
import { makeThrowAwayFolder, throwAwaySettings } from "../database/throw-away-folder.mjs";
import { startGalley } from "../start/galley.mjs";
import { createSteps } from "../start/steps.mjs";

/**
 * The whole product as `npm start` runs it, with a data folder and a database that are thrown away.
 * @param {{ demo?: boolean, extraEnv?: Record<string, string>, settings?: string[] }} options
 *   `settings`: of the database; without them it is fast, because it may lose everything
 */
export async function startForTests({ demo = false, extraEnv, settings = throwAwaySettings } = {}) {
  // Tests never touch a database that somebody uses.
  delete process.env.DATABASE_URL;
  delete process.env.GALLEY_URL;
  const dataDir = await makeThrowAwayFolder();
  const stopAll = async (galley) => {
    await galley?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const galley = await startGalley({
      port: await findFreePort(),
      host: "127.0.0.1",
      dataDir,
      demo,
      settings,
      extraEnv: { GALLEY_LOG_LEVEL: "info", ...extraEnv },
      steps: createSteps((line) => console.log(line)),
    });
    return { ...galley, dataDir, stop: () => stopAll(galley) };
  } catch (error) {
    await stopAll();
    throw error;
  }
}
