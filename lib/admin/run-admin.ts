import { isAppError } from "@/lib/http/app-error";
import { findCommand, usage } from "./commands";

/** The operator's command line: one line of JSON on standard output, everything else on standard error. */
async function main([name = "", ...args]: string[]): Promise<number> {
  const command = findCommand(name);
  if (!command) {
    console.error(name ? `There is no command "${name}".\n${usage}` : usage);
    return 1;
  }
  const { answer, isFailure = false } = await command(args);
  await new Promise((resolve) => process.stdout.write(`${JSON.stringify(answer)}\n`, resolve));
  return isFailure ? 1 : 0;
}

function explain(error: unknown): string {
  if (isAppError(error)) {
    return [error.message, ...(error.errors ?? []).map((e) => `${e.path}: ${e.message}`)].join(
      "\n",
    );
  }
  if (error instanceof Error) return error.stack ?? error.message;
  return String(error);
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(explain(error));
    process.exit(1);
  },
);
