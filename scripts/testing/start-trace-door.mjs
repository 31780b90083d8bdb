import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { inRoot } from "../root.mjs";
import { bundleOptions } from "../start/bundle.mjs";

const folder = inRoot("node_modules/.cache/galley-trace-door");

/** Its code in one file, from which any number of processes can be started. */
export async function bundleTraceDoor() {
  const { build } = await import("esbuild");
  const options = bundleOptions({ folder, names: [] });
  await build({ ...options, entryPoints: { door: "scripts/testing/trace-door.ts" } });
}

/** A process that takes traces into the database of `DATABASE_URL`, with its address. */
export async function startTraceDoor() {
  const child = spawn(process.execPath, [join(folder, "door.js")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const port = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", resolve);
    child.once("exit", (code) => reject(new Error(`The trace door ended with ${code}.`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    /** As the kernel does to whoever takes too much memory: nothing is closed, nothing is finished. */
    kill: () => {
      child.kill("SIGKILL");
      return ended;
    },
  };
}
