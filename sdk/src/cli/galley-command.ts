#!/usr/bin/env node
import { runCli } from "./run-cli";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

process.exitCode = await runCli(process.argv.slice(2), {
  env: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
  onInterrupt(stop) {
    // Once: the second Ctrl-C ends the process as it always does.
    for (const signal of SIGNALS) process.once(signal, stop);
    return () => {
      for (const signal of SIGNALS) process.off(signal, stop);
    };
  },
});
