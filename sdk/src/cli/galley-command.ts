#!/usr/bin/env node
import { runCli } from "./run-cli";

const { argv, env, stdout, stderr } = process;

process.exitCode = await runCli(argv.slice(2), {
  ...{ env, stdout, stderr },
  onInterrupt(stop) {
    // Once: the second Ctrl-C ends the process as it always does.
    process.once("SIGINT", stop).once("SIGTERM", stop);
  },
});
