import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { childEnvironment, listProcesses } from "./galley.mjs";

afterEach(() => void vi.unstubAllEnvs());

function environment() {
  const dataDir = mkdtempSync(join(tmpdir(), "galley-env-"));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  return childEnvironment({
    port: 3000,
    host: "127.0.0.1",
    dataDir,
    demo: false,
    url: "http://127.0.0.1:3000",
    databaseUrl: "postgres://galley_app@127.0.0.1/galley",
  });
}

test("the processes are told to keep little of the memory that they have freed", () => {
  vi.stubEnv("NODE_OPTIONS", undefined);
  expect(environment().MALLOC_ARENA_MAX).toBe("2");
  expect(environment().NODE_OPTIONS).toBe("--max-old-space-size=1024");
  const [web] = listProcesses(environment());
  expect(web.env.NODE_OPTIONS).toBe("--max-old-space-size=1024 --max-semi-space-size=8");
});

test("what the operator has set stays, except the owner's password of the database", () => {
  vi.stubEnv("MALLOC_ARENA_MAX", "8");
  vi.stubEnv("NODE_OPTIONS", "--max-old-space-size=4096");
  vi.stubEnv("GALLEY_OWNER_DATABASE_URL", "postgres://owner:secret@127.0.0.1/galley");
  const env = environment();
  expect(env.MALLOC_ARENA_MAX).toBe("8");
  expect(env.NODE_OPTIONS).toBe("--max-old-space-size=4096");
  expect(Object.keys(env)).not.toContain("GALLEY_OWNER_DATABASE_URL");
});

test("so many workers are started as the operator wants, each with its own number", () => {
  const names = (environment) =>
    listProcesses(environment).map(({ name, env }) => [name, env.GALLEY_ROLE, env.GALLEY_WORKER]);
  expect(names({})).toEqual([
    ["web", "web", undefined],
    ["worker", "worker", "1"],
  ]);
  expect(names({ GALLEY_WORKERS: "2" }).slice(2)).toEqual([["worker-2", "worker", "2"]]);
  for (const wrong of ["0", "many", "1.5", "17"]) {
    expect(() => names({ GALLEY_WORKERS: wrong })).toThrow("from 1 to 16");
  }
});
