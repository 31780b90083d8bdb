import { join } from "node:path";
import {
  closeDatabase,
  migrateAll,
  openDatabase,
  ownsTables,
  whereIs,
} from "../database/database.mjs";
import { inRoot } from "../root.mjs";
import { countWorkers } from "./check-environment.mjs";
import { checkSecrets } from "./check-secrets.mjs";
import { keepProcess } from "./child-process.mjs";
import { addressOf } from "./flags.mjs";
import { installOnly, prepare } from "./prepare.mjs";
import { claimPort, updateRun } from "./run-files.mjs";
import { readSecrets, secretsInUse } from "./secrets.mjs";
import { seedDemo } from "./seed-demo.mjs";

const watchMs = 1_000;
const hangMs = 10_000;

/**
 * Starts all of Galley: what must be built, the database, the web process and the workers.
 * @param {object} options
 * @param {number} options.port
 * @param {string} options.host
 * @param {string} options.dataDir
 * @param {boolean} options.demo
 * @param {ReturnType<typeof import("./steps.mjs").createSteps>} options.steps
 * @param {boolean} [options.dev] pages are built as they are asked for; bundles come from `dist/dev`
 * @param {string[]} [options.settings] `name=value` of the built-in PostgreSQL
 * @param {Record<string, string>} [options.extraEnv] for the web process and the worker
 * @param {AbortSignal} [options.signal] ends a start that is under way
 */
export async function startGalley(options) {
  const { port, host, dataDir, steps } = options;
  const signal = options.signal ?? new AbortController().signal;
  const url = process.env.GALLEY_URL ?? addressOf(host, port);
  const running = await claimPort({ dataDir, host, port, url });
  if (running) return { url: running.url, alreadyRunning: true, env: {}, ...noProcesses };

  const bundles = options.dev ? "dist/dev" : "dist";
  const processes = {};
  let endWatch = () => {};
  const stop = async () => {
    endWatch();
    await Promise.all(Object.values(processes).map((child) => child.stop()));
    await closeDatabase({ dataDir, claim: port });
  };

  try {
    const database = await prepareAll(options, signal);
    updateRun(dataDir, port, { database: database.builtIn ? null : whereIs(database.url) });
    const shared = { env: childEnvironment({ ...options, url, databaseUrl: database.url }) };
    const children = () =>
      Object.entries(processes).flatMap(([name, child]) => {
        const identity = child.identity();
        return identity ? [[name, identity]] : [];
      });
    for (const { name, file, env } of listProcesses(shared.env)) {
      processes[name] = keepProcess({
        name,
        file: inRoot(bundles, file),
        log: join(dataDir, `${name}.log`),
        env: () => ({ ...shared.env, ...env }),
        print: steps.print,
        verbose: options.dev,
        // In development Next compiles in the web process, which takes as long as it takes.
        hangMs: name === "web" && !options.dev ? hangMs : undefined,
        onChange: () => updateRun(dataDir, port, { children: Object.fromEntries(children()) }),
      });
    }
    signal.throwIfAborted();
    // The demo's runs need the worker, and neither needs the pages.
    await together(signal, [
      async (signal) => {
        await prepare({ steps, pages: !options.dev, bundles: false, signal });
        signal.throwIfAborted();
        await steps.step("Web", processes.web.start);
      },
      async (signal) => {
        const { web: _, ...workers } = processes;
        await steps.step("Worker", () =>
          Promise.all(Object.values(workers).map((worker) => worker.start())),
        );
        if (options.demo) await seedDemo({ dataDir, bundles, env: shared.env, steps, signal });
      },
    ]);
    signal.throwIfAborted();
    if (database.builtIn) endWatch = watchDatabase({ database, shared, processes, options });
    return {
      url,
      alreadyRunning: false,
      env: shared.env,
      ownerUrl: database.ownerUrl,
      /** What the processes are told now: a database that came back on another port is in it. */
      currentEnv: () => shared.env,
      stop,
      /** All processes of a bundle. */
      restart: (role) =>
        Promise.all(
          Object.entries(processes)
            .filter(([name]) => name === role || name.startsWith(`${role}-`))
            .map(([, child]) => child.restart()),
        ),
      kill: () => Object.values(processes).forEach((child) => void child.kill()),
      identities: () => Object.fromEntries(children()),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The first worker is called `worker`, further ones `worker-2` and so on. */
export function listProcesses(environment) {
  const workers = Array.from({ length: countWorkers(environment) }, (_, index) => ({
    name: index === 0 ? "worker" : `worker-${index + 1}`,
    file: "worker.js",
    env: { GALLEY_ROLE: "worker", GALLEY_WORKER: String(index + 1) },
  }));
  const web = {
    GALLEY_ROLE: "web",
    NODE_OPTIONS: environment.NODE_OPTIONS?.replace(heapLimit, webHeapLimit),
  };
  return [{ name: "web", file: "server.js", env: web }, ...workers];
}

const noProcesses = {
  stop: async () => {},
  restart: async () => {},
  kill: () => {},
  currentEnv: () => ({}),
  identities: () => ({}),
};

// The database is made and migrated while the bundles are.
async function prepareAll({ dataDir, dev = false, settings, steps }, signal) {
  await installOnly({ steps, signal });
  const [database] = await together(signal, [
    () => prepareDatabase({ dataDir, settings, steps }),
    (signal) => prepare({ steps, pages: false, bundles: !dev, signal }),
  ]);
  return database;
}

/** All at once; what fails first stops the rest, which is waited for. */
async function together(signal, works) {
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  const running = works.map((work) => work(either));
  try {
    return await Promise.all(running);
  } catch (error) {
    failed.abort(error);
    await Promise.allSettled(running);
    throw error;
  }
}

async function prepareDatabase({ dataDir, settings, steps }) {
  const database = await steps.step("Database", async (note) => {
    const opened = await openDatabase({ dataDir, settings });
    if (!opened.builtIn) note(whereIs(opened.url));
    else note(opened.adopted ? "built-in PostgreSQL, was running" : "built-in PostgreSQL");
    return opened;
  });
  await steps.step("Migrations", async (note) => {
    const applied = await migrateAll(database);
    if (applied.length > 0) note(`${applied.length} applied`);
  });
  await checkSecrets({ url: database.ownerUrl, secrets: secretsInUse(readSecrets(dataDir)) });
  if (await ownsTables(database.url)) {
    steps.print(
      "      The role of DATABASE_URL owns the tables, so whoever has its password can change the audit log. Run Galley as another role and give the owner's as GALLEY_OWNER_DATABASE_URL (see README).",
    );
  }
  return database;
}

/** The less memory a process may have, the earlier it looks for what it no longer needs. */
export const heapLimit = "--max-old-space-size=1024";

/**
 * New objects get 24 MB in place of 48, and each look at them is shorter. A worker, which makes many, has what is
 * usual: it would look twice as often.
 */
const webHeapLimit = `${heapLimit} --max-semi-space-size=8`;

/** What the processes are told; a value that the operator has set stays. */
export function childEnvironment({ port, host, dataDir, demo, dev, url, databaseUrl, extraEnv }) {
  const secrets = secretsInUse(readSecrets(dataDir));
  // The owner's password is for migrations only.
  const { GALLEY_OWNER_DATABASE_URL: _, ...environment } = process.env;
  return {
    // glibc gives each thread memory of its own to allocate from, and keeps what was freed in each of them: large
    // pieces are to go back to the system, whatever their size has been before.
    MALLOC_ARENA_MAX: "2",
    MALLOC_MMAP_THRESHOLD_: "131072",
    MALLOC_TRIM_THRESHOLD_: "131072",
    // Pages that are compiled as they are asked for need more.
    ...(dev ? {} : { NODE_OPTIONS: heapLimit }),
    ...environment,
    ...secrets,
    DATABASE_URL: databaseUrl,
    GALLEY_URL: url,
    GALLEY_HOST: host,
    GALLEY_PORT: String(port),
    GALLEY_DATA_DIR: dataDir,
    GALLEY_DEMO: demo ? "1" : "0",
    NEXTAUTH_URL: url,
    NEXTAUTH_SECRET: secrets.GALLEY_SECRET,
    NODE_ENV: dev ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    ...extraEnv,
  };
}

// The processes reconnect by themselves when the database comes back on its port; on another port they
// must be told.
function watchDatabase({ database, shared, processes, options }) {
  let isBusy = false;
  const timer = setInterval(async () => {
    if (isBusy || database.isAlive()) return;
    isBusy = true;
    try {
      options.steps.print("The built-in PostgreSQL ended and is started again.");
      const again = await openDatabase({ ...options, port: database.port });
      Object.assign(database, again);
      if (again.url !== shared.env.DATABASE_URL) {
        shared.env = { ...shared.env, DATABASE_URL: again.url };
        await Promise.all(Object.values(processes).map((child) => child.restart()));
      }
    } catch (error) {
      options.steps.print(error.message);
    } finally {
      isBusy = false;
    }
  }, watchMs);
  return () => clearInterval(timer);
}
