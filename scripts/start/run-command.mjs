import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { inRoot, root } from "../root.mjs";
import { UserError } from "../user-error.mjs";
import { endProcesses, identify } from "./process-identity.mjs";

/**
 * Runs a program in the checkout; its output is kept back and shown only when it fails.
 * @param {string} file
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, signal?: AbortSignal, title?: string, onLine?: (line: string) => void, inBuild?: boolean }} options
 *   `inBuild`: under the build lock, so that the next holder may end what is left of it
 * @returns {Promise<string>} what it printed
 */
export function runCommand(
  file,
  args,
  { env = {}, signal, title = args[0], onLine, inBuild = false } = {},
) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32" && file.endsWith(".cmd"),
    });
    if (inBuild && child.pid) note(child.pid);
    const stop = () => child.kill("SIGTERM");
    signal?.addEventListener("abort", stop);
    let output = "";
    let rest = "";
    const keep = (chunk) => {
      output += chunk;
      if (!onLine) return;
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      lines.forEach(onLine);
    };
    child.stdout.setEncoding("utf8").on("data", keep);
    child.stderr.setEncoding("utf8").on("data", keep);
    child.once("error", (error) =>
      reject(new UserError(`${title} could not be run: ${error.message}`)),
    );
    child.once("close", (code) => {
      signal?.removeEventListener("abort", stop);
      if (rest && onLine) onLine(rest);
      if (signal?.aborted) reject(signal.reason);
      else if (code === 0) resolve(output);
      else
        reject(
          new UserError(`${title} failed.\n${output.trim().split("\n").slice(-40).join("\n")}`),
        );
    });
  });
}

// What a killed supervisor was building goes on without it, and a second build beside it would fail.
const lastCommand = inRoot("dist/last-command.json");

function note(pid) {
  mkdirSync(inRoot("dist"), { recursive: true });
  writeFileSync(lastCommand, JSON.stringify(identify(pid)));
}

/** Ends what an earlier, killed process of this checkout was building. */
export async function endLeftOverCommand() {
  let identity;
  try {
    identity = JSON.parse(readFileSync(lastCommand, "utf8"));
  } catch {
    return;
  }
  await endProcesses([identity], 5_000);
}
