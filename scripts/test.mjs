// npm test: sets up what it needs and runs everything: lint, types, unit, database and browser tests.
// npm run test:security: only the attacks among them.
import "./start/check-node.mjs";
import { installOnly, prepare } from "./start/prepare.mjs";
import { createSteps } from "./start/steps.mjs";
import { untilStopped } from "./start/until-stopped.mjs";
import {
  checkLint,
  checkTypes,
  runBrowserTests,
  runVitest,
  stopRunning,
} from "./testing/checks.mjs";
import { installChromium } from "./testing/install-chromium.mjs";
import { report } from "./testing/report.mjs";
import { failWith } from "./user-error.mjs";

async function main() {
  const steps = createSteps((line) => console.log(line));
  const starting = new AbortController();
  untilStopped({
    stop: async () => {
      starting.abort();
      await stopRunning();
      process.exit(1);
    },
    force: () => {},
  });
  // A database of the person who runs the tests is not for tests.
  delete process.env.DATABASE_URL;
  const options = { steps, signal: starting.signal };
  await installOnly(options);
  // A package manager waits for the network and the disk; a build needs the processor.
  await Promise.all([prepare(options), installChromium(options)]).catch((error) => {
    starting.abort();
    throw error;
  });
  process.exitCode = await report(process.argv.includes("--security") ? attacks : everything);
}

// The longest first, so that the others fill the second core.
const everything = [
  [
    () => runVitest("pure"),
    checkTypes,
    () => runVitest("attacks"),
    () => runVitest("components"),
    checkLint,
  ],
  [() => runVitest("database")],
  [() => runBrowserTests()],
];

const attacks = [
  [() => runVitest("attacks")],
  [() => runVitest("database", [".attack.db.test."])],
  [() => runBrowserTests(["e2e/security/"])],
];

main().then(
  () => process.exit(),
  (error) => {
    console.log(`\n0 passed, 1 failed`);
    failWith(error);
  },
);
