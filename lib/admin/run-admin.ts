import { findCommand, usage } from "./commands";
import { explainFailure } from "./explain-failure";

/** The operator's command line: one line of JSON on standard output, everything else on standard error. */
async function main([name = "", ...args]: string[]): Promise<number> {
  const command = findCommand(name);
  if (!command) {
    console.error(name ? `There is no command "${name}".\n${usage}` : usage);
    return 1;
  }
  const { answer, isFailure = false, words = [] } = await command(args);
  for (const sentence of words) console.error(sentence);
  await new Promise((resolve) => process.stdout.write(`${JSON.stringify(answer)}\n`, resolve));
  return isFailure ? 1 : 0;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(explainFailure(error));
    process.exit(1);
  },
);
