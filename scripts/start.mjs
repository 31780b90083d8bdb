// npm start: everything from a fresh clone to a running Galley.
import "./start/check-node.mjs";
import { parseFlags, usage } from "./start/flags.mjs";
import { createSteps } from "./start/steps.mjs";
import { untilStopped } from "./start/until-stopped.mjs";
import { failWith } from "./user-error.mjs";

// A closed terminal must not keep the processes from being stopped.
process.stdout.on("error", () => {});
process.stderr.on("error", () => {});

async function main() {
  const flags = parseFlags(process.argv.slice(2), process.env);
  if (flags.help) return console.log(usage);
  const startedAt = performance.now();
  const starting = new AbortController();
  let galley = null;
  const start = (async () => {
    const { startGalley } = await import("./start/galley.mjs");
    const steps = createSteps((line) => console.log(line));
    galley = await startGalley({ ...flags, steps, signal: starting.signal });
  })();
  untilStopped({
    stop: async () => {
      if (!galley) starting.abort();
      await start.catch(() => {});
      await galley?.stop();
    },
    force: () => galley?.kill(),
  });
  await start;
  if (galley.alreadyRunning) return console.log(`Galley is running already: ${galley.url}`);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`\n  Galley is ready at ${galley.url} (${seconds} s). Ctrl-C stops it.\n`);
}

main().then(
  () => {},
  (error) => {
    if (error?.name !== "AbortError") failWith(error);
  },
);
