// npm run verify: lint, types and the tests that need neither a database nor a browser.
import "./start/check-node.mjs";
import { prepare } from "./start/prepare.mjs";
import { createSteps } from "./start/steps.mjs";
import { checkLint, checkTypes, runVitest } from "./testing/checks.mjs";
import { report } from "./testing/report.mjs";
import { failWith } from "./user-error.mjs";

async function main() {
  const steps = createSteps((line) => console.log(line));
  await prepare({ steps, pages: false, bundles: false });
  const checks = [() => runVitest("pure"), checkTypes, checkLint, () => runVitest("components")];
  process.exitCode = await report([checks]);
}

main().catch(failWith);
