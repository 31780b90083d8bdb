import { fork } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { root } from "../root.mjs";
import { UserError } from "../user-error.mjs";
import { followLog, forTerminal, rotateLog, withoutRepeats } from "./follow-log.mjs";
import { endProcesses, identify } from "./process-identity.mjs";

const firstDelayMs = 500;
const longestDelayMs = 10_000;
/** Longer than the web process lets a request end (30 s) and the worker a job (3 s). */
export const stopMs = 35_000;
const pingEveryMs = 1_000;

/**
 * A process that is started again when it ends by itself, with growing pauses. It is ready when it says so.
 * It is detached, so that Ctrl-C reaches only the supervisor, and leaves when the supervisor is gone.
 * With `hangMs` it has to answer "ping" by "pong", and is replaced when it has not for so long.
 * @param {{ name: string, file: string, log: string, env: () => Record<string, string>, print: (line: string) => void, verbose?: boolean, hangMs?: number, onChange?: () => void }} options
 */
export function keepProcess({
  name,
  file,
  log,
  env,
  print,
  verbose = false,
  hangMs = Number.POSITIVE_INFINITY,
  onChange = () => {},
}) {
  rotateLog(log);
  closeSync(openSync(log, "a", 0o600));
  const printOnce = withoutRepeats(print);
  const unfollow = followLog(log, (line) => {
    const text = forTerminal(name, line);
    if (text !== null) printOnce(text);
    else if (verbose && !line.startsWith("{") && line.trim() !== "") print(line);
  });
  let child = null;
  let identity = null;
  // Set on a process that is asked to end: its exit, which may be told late, starts nothing.
  const dismissed = new WeakSet();
  const dismissal = new UserError(`The ${name} process was stopped.`);
  let isStopped = false;
  let delayMs = firstDelayMs;
  let timer = null;

  function launch() {
    const output = openSync(log, "a");
    child = fork(file, [], {
      cwd: root,
      detached: true,
      env: env(),
      stdio: ["ignore", output, output, "ipc"],
    });
    closeSync(output);
    identity = identify(child.pid);
    onChange();
    return child;
  }

  /** @returns {Promise<void>} once the process has said that it is ready */
  function start() {
    const started = launch();
    return new Promise((resolve, reject) => {
      let isReady = false;
      let reason = null;
      started.on("message", (message) => {
        if (message === "ready") {
          isReady = true;
          delayMs = firstDelayMs;
          watch(started, () => {
            reason = `no answer for ${hangMs / 1_000} s`;
          });
          resolve();
        } else if (message?.failed) reason = message.failed;
      });
      started.once("error", reject);
      started.once("exit", (code, killer) => {
        if (child === started) child = null;
        if (dismissed.has(started)) return reject(dismissal);
        if (isReady) return startAgain(reason ?? killer ?? `code ${code}`);
        reject(new UserError(`The ${name} process does not start: ${reason ?? lastLines(log)}`));
      });
    });
  }

  /** Counts pings, not time: after a pause of the whole machine both sides go on where they were. */
  function watch(started, onHang) {
    if (!Number.isFinite(hangMs)) return;
    let unanswered = 0;
    started.on("message", (message) => {
      if (message === "pong") unanswered = 0;
    });
    const timer = setInterval(() => {
      if (unanswered * pingEveryMs >= hangMs && !dismissed.has(started)) {
        onHang();
        started.kill("SIGKILL");
      }
      unanswered += 1;
      if (started.connected) started.send("ping", () => {});
    }, pingEveryMs);
    started.once("exit", () => clearInterval(timer));
  }

  function startAgain(reason) {
    const [first] = String(reason).split("\n");
    print(`The ${name} process ended (${first}) and is started again; its log is ${log}`);
    timer = setTimeout(() => {
      start().catch((error) => {
        if (error !== dismissal) startAgain(error.message);
      });
    }, delayMs);
    delayMs = Math.min(delayMs * 2, longestDelayMs);
  }

  async function end() {
    clearTimeout(timer);
    if (child) dismissed.add(child);
    if (child && identity) await endProcesses([identity], stopMs);
  }

  return {
    start,
    identity: () => identity,
    async stop() {
      isStopped = true;
      await end();
      unfollow();
    },
    async restart() {
      await end();
      if (!isStopped) await start();
    },
    kill: () => child?.kill("SIGKILL"),
  };
}

const lastLines = (file) =>
  `its log ${file} ends with\n${readFileSync(file, "utf8").trim().split("\n").slice(-15).join("\n")}`;
