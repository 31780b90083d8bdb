import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { GalleyError } from "../index";
import { NAME, useFakeGalley } from "../testing/connect";
import { API_KEY, versionOf } from "../testing/fake-galley";

const fake = useFakeGalley();
let cacheDir: string;

beforeEach(() => {
  cacheDir = mkdtempSync(join(tmpdir(), "galley-sdk-"));
});
afterEach(() => rmSync(cacheDir, { recursive: true }));

const onlyFile = () => join(cacheDir, readdirSync(cacheDir)[0] ?? "");

async function fillDisk(): Promise<void> {
  const galley = fake.connect({ cacheDir });
  await galley.prompt(NAME, { unit: "user-42" });
  await galley.prompt(NAME, { version: 7 });
  await galley.close();
}

test("the last known good copy survives a restart without Galley", async () => {
  await fillDisk();
  await fake.server.stop();
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(Date.now() + 3_600_000);
  const galley = fake.connect({ cacheDir });
  expect(await galley.prompt(NAME)).toMatchObject({ version: 1, source: "disk", isStale: true });
  expect(await galley.prompt(NAME, { version: 7 })).toMatchObject({ version: 7, source: "disk" });
});

test("Galley's word comes before a copy on disk", async () => {
  await fillDisk();
  fake.server.live.set(NAME, { stable: versionOf(2) });
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(Date.now() + 120_000);
  const galley = fake.connect({ cacheDir, prompts: [NAME] });
  expect(await galley.ready()).toEqual({ source: "network" });
  expect(await galley.prompt(NAME)).toMatchObject({ version: 2, source: "network" });
});

test("a file holds no key and no unit, is for its owner only, and is whole", async () => {
  await fillDisk();
  expect(readdirSync(cacheDir)).toHaveLength(1);
  const text = readFileSync(onlyFile(), "utf8");
  expect(text).not.toContain(API_KEY);
  expect(text).not.toContain("user-42");
  expect(statSync(onlyFile()).mode & 0o777).toBe(0o600);
  expect(Object.keys(JSON.parse(text).prompts)).toEqual([NAME, `${NAME}@7`]);
});

test("a broken file is told and not used", async () => {
  await fillDisk();
  writeFileSync(onlyFile(), '{"format":"galley-s');
  const galley = fake.connect({ cacheDir });
  const errors: GalleyError[] = [];
  galley.on("error", (error) => errors.push(error));
  expect(await galley.prompt(NAME)).toMatchObject({ version: 1, source: "network" });
  expect(errors.map(({ code }) => code)).toEqual(["bad_file"]);
});

test("a disk that cannot be written is told and harms nothing", async () => {
  const file = join(cacheDir, "file");
  writeFileSync(file, "");
  const galley = fake.connect({ cacheDir: join(file, "below") });
  const errors: GalleyError[] = [];
  galley.on("error", (error) => errors.push(error));
  expect(await galley.prompt(NAME)).toMatchObject({ version: 1 });
  await galley.close();
  expect(errors.length).toBeGreaterThan(0);
});

test("a bootstrap is served at any age until Galley answers, before a fallback", async () => {
  const bootstrap = await fake.connect().snapshot([NAME]);
  await fake.server.stop();
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(Date.now() + 90 * 86_400_000);
  const path = join(cacheDir, "prompts.json");
  writeFileSync(path, JSON.stringify(bootstrap));
  for (const file of [bootstrap, path]) {
    const galley = fake.connect({ bootstrap: file });
    const handle = await galley.prompt(NAME, { fallback: "" });
    expect(handle).toMatchObject({ version: 1, source: "bootstrap", isStale: true });
  }
});

test("a bootstrap is not served where Galley says that nothing is live", async () => {
  const bootstrap = await fake.connect().snapshot([NAME]);
  fake.server.live.delete(NAME);
  const galley = fake.connect({ bootstrap });
  await expect(galley.prompt(NAME)).rejects.toMatchObject({ code: "not_found" });
});

test("a snapshot of another environment is told and not used", async () => {
  const bootstrap = await fake.connect({ environment: "staging" }).snapshot([NAME]);
  const galley = fake.connect({ bootstrap, offline: true });
  await expect(galley.prompt(NAME)).rejects.toMatchObject({ code: "offline" });
});

test("offline, nothing is asked and nothing is sent", async () => {
  const bootstrap = await fake.connect().snapshot([NAME]);
  fake.server.requests = [];
  const galley = fake.connect({ bootstrap, offline: true });
  const handle = await galley.prompt(NAME);
  await galley.track(handle, () => "done");
  await galley.close();
  expect(handle.source).toBe("bootstrap");
  expect(fake.server.requests).toEqual([]);
});
