import { execFile, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getRequestListener } from "@hono/node-server";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { db } from "@/lib/db/client";
import { matchPath } from "@/lib/http/server/match-path";
import { createApiKey } from "@/lib/projects/create-api-key";
import type { TestProject } from "@/lib/projects/test-project";
import { workOff } from "@/lib/runs/test-run";
import { listMountedRoutes } from "@/scripts/testing/routes/mounted-routes";
import { bundleSdk } from "@/sdk/build.mjs";
import {
  callsOfModel,
  echo,
  NAME,
  names,
  prepare,
  right,
  stopModel,
  write,
} from "./gates/test-gate";

const folder = mkdtempSync(join(tmpdir(), "galley-command-"));
const command = join(folder, "dist/cli/galley.js");
const inFolder = (name: string) => join(folder, name);
/** Off: runs stay queued. */
let isWorking = true;
const working: Promise<void>[] = [];
let server: Server;
let url: string;

beforeAll(async () => {
  writeFileSync(inFolder("package.json"), '{"type":"module"}');
  await bundleSdk(inFolder("dist"));
  const routes = await listMountedRoutes();
  const answer = getRequestListener(async (request) => {
    const { pathname } = new URL(request.url);
    for (const { method, folder: path, handler } of routes) {
      const params = matchPath(path.replaceAll(/\{(\w+)\}/g, "[$1]"), pathname);
      if (!params || method !== request.method) continue;
      const response = await handler(request, { params: Promise.resolve(params) });
      if (response.status === 202 && isWorking) await workOffAll(await response.clone().json());
      return response;
    }
    return new Response(null, { status: 404 });
  });
  server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // The model SDK takes seconds to load on a busy machine.
  await import("@ai-sdk/openai-compatible");
}, 60_000);

afterEach(async () => {
  isWorking = true;
  await Promise.all(working.splice(0));
  await stopModel();
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
  rmSync(folder, { recursive: true });
});

/** What was started, as a worker does it: behind the answer. */
async function workOffAll(body: { id?: string; data?: { id: string }[] }): Promise<void> {
  for (const { id } of body.data ?? (body.id ? [{ id: body.id }] : [])) working.push(workOff(id));
}

async function makeKey(project: TestProject, scopes = ["evals:write", "prompts:read"] as const) {
  return (await createApiKey(project.admin, { name: "ci", scopes: [...scopes] })).apiKey;
}

const envOf = (apiKey: string) => ({
  ...process.env,
  GALLEY_URL: url,
  GALLEY_API_KEY: apiKey,
  GITHUB_STEP_SUMMARY: inFolder("summary.md"),
});

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

function galley(apiKey: string, ...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const env = envOf(apiKey);
    const all = [command, "eval", "--prompt", NAME, ...args];
    const child = execFile(process.execPath, all, { env, cwd: folder }, (_, stdout, stderr) => {
      resolve({ code: child.exitCode, stdout, stderr });
    });
  });
}

/** Version 2 says something else for the first `wrong` cases. */
const worseSecond =
  (wrong: number): typeof echo =>
  (message, call, response) =>
    message.startsWith("Repeat") && Number(message.slice(-3)) < wrong
      ? "something else"
      : echo(message, call, response);

const words = ["--set", "words", "--wait"];

test("without criteria and baseline, every case has to pass", async () => {
  const project = await prepare(worseSecond(1));
  const key = await makeKey(project);
  const passed = await galley(key, "--version", "1", ...words, "--junit", "out/first.xml");
  expect(passed).toMatchObject({ code: 0 });
  expect(passed.stdout).toMatch(/PASS: Run 1: 40 answers passed/);
  expect(passed.stdout).toMatch(/Pass rate +100.0 % \(91.2–100.0, n = 40\)/);
  expect(passed.stderr).toContain("Run 1 of version 1 on words");
  const xml = readFileSync(inFolder("out/first.xml"), "utf8");
  expect(xml.match(/<testcase /g)).toHaveLength(41);

  const failed = await galley(key, ...words, "--junit", "second.xml", "--markdown", "second.md");
  expect(failed).toMatchObject({ code: 1 });
  expect(failed.stdout).toMatch(/FAIL: Run 2: 39 answers passed, 1 failed/);
  expect(failed.stdout).toMatch(/failed +case-000 +equals: /);
  const second = readFileSync(inFolder("second.xml"), "utf8");
  expect(second).toMatch(/name="case-000"[^>]*><failure message="equals: [^"]+">/);
  expect(second).toContain("Answer: something else");
  expect(readFileSync(inFolder("second.md"), "utf8")).toMatch(
    /^## ❌ support\/echo version 2: fail/,
  );
});

test("a bar for the pass rate is held by its interval", async () => {
  const key = await makeKey(await prepare());
  const inconclusive = await galley(key, ...words, "--min-pass-rate", "0.99");
  expect(inconclusive).toMatchObject({ code: 2 });
  expect(inconclusive.stdout).toMatch(/INCONCLUSIVE: The pass rate is 100.0 % .*too few to tell/);
  expect(await galley(key, ...words, "--min-pass-rate", "0.9")).toMatchObject({ code: 0 });
});

test("a baseline decides, and is run once for all checks of the same cases", async () => {
  const project = await prepare(worseSecond(15));
  const key = await makeKey(project);
  const args = ["--version", "latest", ...words, "--baseline", "1", "--json"];
  const { code, stdout } = await galley(key, ...args);
  expect(code).toBe(1);
  const report = JSON.parse(stdout);
  expect(report).toMatchObject({ verdict: "fail", exitCode: 1, decidedBy: "baseline", version: 2 });
  expect(report.comparison.newlyFailing).toHaveLength(15);
  expect(callsOfModel().length).toBe(80);
  await galley(key, ...args);
  expect(callsOfModel().length).toBe(120);
  const first = await galley(key, ...words, "--baseline", "production");
  expect(first.stdout).toContain("Nothing is live in production yet: nothing to compare.");
});

test("criteria decide where there are some, and say what they still need", async () => {
  const project = await prepare(worseSecond(1));
  await write(project);
  const key = await makeKey(project);
  const passed = await galley(key, ...words, "--json");
  expect(JSON.parse(passed.stdout)).toMatchObject({ verdict: "pass", decidedBy: "gates" });
  expect(passed.code).toBe(0);

  await write(project, { criteria: [right({ threshold: 1, tolerance: 0 })] });
  const failed = await galley(key, ...words);
  expect(failed).toMatchObject({ code: 1 });
  expect(failed.stdout).toMatch(/FAIL: Says the word: /);
  const otherModel = await galley(key, ...words, "--version", "1", "--model", "test/other");
  expect(otherModel.stdout).toContain("Gates of other cases or models did not decide: 1.");
  expect(otherModel).toMatchObject({ code: 0 });

  await write(project, { criteria: [right({ repeats: 5 })] });
  expect(await galley(key, ...words)).toMatchObject({ code: 2 });
  const needed = await galley(key, "--wait");
  expect(needed).toMatchObject({ code: 0 });
  expect(needed.stdout).toContain("195 passed, 5 failed");
  const again = await galley(key, "--wait");
  expect(again).toMatchObject({ code: 0 });
  expect(again.stdout).toContain("Everything was measured already.");
});

test("what is wrong is said in one line, and nothing was decided", async () => {
  const project = await prepare();
  const key = await makeKey(project);
  const refused = async (...args: string[]) => {
    const { code, stdout, stderr } = await galley(...(args as [string, ...string[]]));
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr.trim().split("\n")).toHaveLength(1);
    return stderr;
  };
  expect(await refused("galley_live_00000000_wrong", ...words)).toMatch(/key/);
  expect(await refused(key, "--set", "no-such", "--wait")).toMatch(/no-such/);
  expect(await refused(key, "--version", "9", ...words)).toMatch(/[Vv]ersion 9/);
  expect(await refused(key, "--version", "prodution", ...words)).toMatch(
    /“prodution” is no environment. Give a number, latest, production, staging/,
  );
  expect(await refused(key, "--wait")).toMatch(/no criteria, so name the eval set/);
  const reader = (await createApiKey(project.admin, { name: "r", scopes: ["evals:read"] })).apiKey;
  expect(await refused(reader, "--version", "1", ...words)).toMatch(/lacks the scope evals:write/);
  expect(callsOfModel()).toEqual([]);
});

test("a holdout is told as a whole, whatever the key may see", async () => {
  const project = await prepare(worseSecond(1), names(40, { split: "holdout" }));
  const { apiKey } = await createApiKey(project.admin, { name: "all", scopes: ["admin"] });
  const files = ["--junit", "holdout.xml", "--markdown", "holdout.md"];
  const { code, stdout, stderr } = await galley(apiKey, ...words, "--split", "holdout", ...files);
  expect(code).toBe(1);
  const xml = readFileSync(inFolder("holdout.xml"), "utf8");
  expect(xml).toContain('name="all holdout cases"');
  expect(xml).toContain("39 passed, 1 failed, 0 errored");
  const all = stdout + stderr + xml + readFileSync(inFolder("holdout.md"), "utf8");
  expect(all).not.toMatch(/case-0|something else/);
  const compared = await galley(
    apiKey,
    ...words,
    "--split",
    "holdout",
    "--baseline",
    "1",
    "--json",
  );
  expect(compared.stdout).toContain('"newlyFailing": 1');
  expect(compared.stdout).not.toMatch(/case-0|something else/);
});

test("a run that nobody waits for any more is cancelled, unless it is to be left", async () => {
  const project = await prepare();
  const key = await makeKey(project);
  isWorking = false;
  const stop = async (...args: string[]) => {
    const all = [command, "eval", "--prompt", NAME, ...words, ...args];
    const child = spawn(process.execPath, all, { env: envOf(key), cwd: folder });
    let stderr = "";
    child.stderr.on("data", (data) => {
      stderr += String(data);
    });
    await vi.waitFor(() => expect(stderr).toContain("queued"), { timeout: 30_000 });
    const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
    child.kill("SIGINT");
    expect(await ended).toBe(2);
    expect(stderr).toContain("galley: Interrupted.");
    const { status } = await db.run.findFirstOrThrow({
      where: { projectId: project.id },
      orderBy: { number: "desc" },
    });
    return status;
  };
  const late = await galley(key, ...words, "--timeout", "0.02");
  expect(late).toMatchObject({ code: 2 });
  expect(late.stderr).toContain("The runs did not end in time.");
  const [run] = await db.run.findMany({ where: { projectId: project.id } });
  expect(run?.status).toBe("cancelled");
  expect(await stop()).toBe("cancelled");
  expect(await stop("--leave-running")).toBe("queued");
});
