import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "vitest";
import { keepProcess } from "./child-process.mjs";
import { isAlive } from "./process-identity.mjs";

// Says that it is ready, answers pings, and loops without an end from the moment that a file named `hang` exists.
const program = `
  import { existsSync, rmSync } from "node:fs";
  process.on("message", (message) => message === "ping" && process.send("pong"));
  process.on("disconnect", () => process.exit());
  setInterval(() => {
    if (!existsSync("HANG")) return;
    rmSync("HANG");
    for (;;);
  }, 10);
  process.send("ready");
`;

function keepLooping({ onTestFinished }, options = {}) {
  const folder = mkdtempSync(join(tmpdir(), "galley-child-"));
  const file = join(folder, "child.mjs");
  const hang = join(folder, "hang");
  writeFileSync(file, program.replaceAll("HANG", hang));
  const lines = [];
  const child = keepProcess({
    name: "web",
    file,
    log: join(folder, "web.log"),
    env: () => ({ PATH: process.env.PATH }),
    print: (line) => lines.push(line),
    ...options,
  });
  onTestFinished(async () => {
    await child.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    kept: child,
    lines,
    hang: () => writeFileSync(hang, ""),
    isHanging: () => !existsSync(hang),
  };
}

const until = async (isSo) => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20));
};

// They wait for processes, so they wait together.
test.concurrent("a process that hangs is replaced by one that answers", {
  timeout: 60_000,
}, async (context) => {
  const { expect } = context;
  const { kept, lines, hang } = keepLooping(context, { hangMs: 2_000 });
  await kept.start();
  const first = kept.identity();
  hang();
  await until(() => lines.length > 0);
  expect(lines[0]).toContain("no answer for 2 s");
  await until(() => kept.identity().pid !== first.pid);
  expect(isAlive(first)).toBe(false);
});

test.concurrent("a process that is stopped by a signal hangs as well", {
  timeout: 60_000,
}, async (context) => {
  const { expect } = context;
  const { kept, lines } = keepLooping(context, { hangMs: 2_000 });
  await kept.start();
  process.kill(kept.identity().pid, "SIGSTOP");
  await until(() => lines.length > 0);
  expect(lines[0]).toContain("no answer for 2 s");
});

test.concurrent("a process that answers stays, and one that need not answer too", {
  timeout: 60_000,
}, async (context) => {
  const { expect } = context;
  const watched = keepLooping(context, { hangMs: 2_000 });
  const unwatched = keepLooping(context);
  await Promise.all([watched.kept.start(), unwatched.kept.start()]);
  const pids = () => [watched.kept.identity().pid, unwatched.kept.identity().pid];
  const first = pids();
  unwatched.hang();
  await until(unwatched.isHanging);
  const hanging = keepLooping(context, { hangMs: 3_000 });
  await hanging.kept.start();
  hanging.hang();
  // By the time that this one is replaced the others would have been.
  await until(() => hanging.lines.length > 0);
  expect(pids()).toEqual(first);
  unwatched.kept.kill();
});
