import { formatCount } from "../../../lib/format-number";
import type { Run } from "../../../lib/runs/contract";
import { describeRun } from "./report";

export interface Terminal {
  isTTY?: boolean;
  write(text: string): unknown;
}

/** Where a run is, on one line. */
export function describeProgress(run: Run): string {
  const { status, progress, counts } = run;
  const name = describeRun(run);
  if (status !== "running") return `${name}: ${status}`;
  const { failed, errored } = counts;
  const problems =
    failed || errored ? `, ${formatCount(failed)} failed, ${formatCount(errored)} errored` : "";
  return `${name}: ${formatCount(progress.done)} of ${formatCount(progress.total)} answers${problems}`;
}

const QUIET_MS = 10_000;

/** One line that is rewritten on a terminal; in a log a line for each state and every ten seconds. */
export function createProgress(terminal: Terminal) {
  let last = "";
  let lastAt = 0;
  return {
    show(run: Run, now = Date.now()): void {
      const line = describeProgress(run);
      if (terminal.isTTY) terminal.write(`\r\x1b[K${line}`);
      else if (last !== run.id + run.status || now - lastAt >= QUIET_MS) {
        last = run.id + run.status;
        lastAt = now;
        terminal.write(`${line}\n`);
      }
    },
    /** Takes the line away. */
    end(): void {
      if (terminal.isTTY) terminal.write("\r\x1b[K");
    },
  };
}
export type Progress = ReturnType<typeof createProgress>;
