import { version } from "../../package.json";
import type { GalleyError } from "../index";
import { parseArguments } from "./parse-arguments";
import type { Terminal } from "./progress";
import { runEval } from "./run-eval";
import { USAGE } from "./usage";

/** What a command has around it, so that a test can be it. */
export interface Surroundings {
  env: Readonly<Record<string, string | undefined>>;
  stdout: Terminal;
  stderr: Terminal;
  /** Calls `stop` at the first Ctrl-C or request to end. */
  onInterrupt: (stop: () => void) => void;
}

/** Bad usage, a refusal, no connection: nothing was decided. */
const ERROR_CODE = 2;

/** @returns the exit code; never throws what Galley or the caller did wrong */
export async function runCli(args: readonly string[], io: Surroundings): Promise<number> {
  try {
    const command = parseArguments(args, io.env);
    if (command === "help" || command === "version") {
      io.stdout.write(command === "help" ? USAGE : `${version}\n`);
      return 0;
    }
    return await runEval(command, io);
  } catch (error) {
    const { code = "failed", message } = error as Partial<GalleyError>;
    io.stderr.write(`galley: ${message}\n`);
    if (args.includes("--json")) {
      io.stdout.write(`${JSON.stringify({ verdict: "error", code, message })}\n`);
    }
    return ERROR_CODE;
  }
}
