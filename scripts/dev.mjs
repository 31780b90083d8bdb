// npm run dev: like npm start, but pages are built as they are asked for, and the processes start again when
// their own code changes.
import "./start/check-node.mjs";
import { mkdirSync, readFileSync } from "node:fs";
import { inRoot } from "./root.mjs";
import { bundleOptions } from "./start/bundle.mjs";
import { parseFlags, usage } from "./start/flags.mjs";
import { createSteps } from "./start/steps.mjs";
import { untilStopped } from "./start/until-stopped.mjs";
import { failWith } from "./user-error.mjs";

const processOf = { server: "web", worker: "worker" };

async function main() {
  const flags = parseFlags(process.argv.slice(2), process.env);
  if (flags.help) return console.log(usage.replace("npm start", "npm run dev"));
  const steps = createSteps((line) => console.log(line));
  const { prepare } = await import("./start/prepare.mjs");
  await prepare({ steps, pages: false, bundles: false });
  const starting = new AbortController();
  let galley = null;
  const bundles = await watchBundles((name) => galley?.restart(processOf[name]), steps);
  const { startGalley } = await import("./start/galley.mjs");
  const start = startGalley({ ...flags, dev: true, steps, signal: starting.signal });
  untilStopped({
    stop: async () => {
      starting.abort();
      await bundles.dispose();
      await start.then((running) => running.stop()).catch(() => {});
    },
    force: () => galley?.kill(),
  });
  galley = await start;
  if (galley.alreadyRunning) {
    await bundles.dispose();
    return console.log(`Galley is running already: ${galley.url}`);
  }
  console.log(`\n  Galley is ready at ${galley.url}, for development. Ctrl-C stops it.\n`);
}

/** Calls `onChange` with the name of a bundle whose contents have changed. */
async function watchBundles(onChange, steps) {
  const { context } = await import("esbuild");
  const folder = inRoot("dist/dev");
  mkdirSync(folder, { recursive: true });
  const contents = new Map();
  const report = (result) => {
    for (const { text } of result.errors) steps.print(`bundle error: ${text}`);
    for (const name of ["server", "worker", "seed"]) {
      const text = read(`${folder}/${name}.js`);
      const isChanged = contents.has(name) && contents.get(name) !== text;
      contents.set(name, text);
      if (!isChanged || !processOf[name] || result.errors.length > 0) continue;
      steps.print(`${name} changed`);
      onChange(name)?.catch((error) => steps.print(error.message));
    }
  };
  const options = bundleOptions({ folder });
  const watched = { name: "report", setup: (build) => build.onEnd(report) };
  const bundles = await context({ ...options, plugins: [...options.plugins, watched] });
  await bundles.rebuild();
  await bundles.watch();
  return bundles;
}

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

main().catch((error) => {
  if (error?.name !== "AbortError") failWith(error);
});
