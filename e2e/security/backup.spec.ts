import { execFile } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { makeThrowAwayFolder } from "../../scripts/database/throw-away-folder.mjs";
import { started } from "../fixtures";
import { recordAttack } from "./record-attack";

test.describe.configure({ mode: "serial", timeout: 300_000 });

const passphrase = "correct horse battery staple";
let folder = "";
let file = "";
let original: { rows: number; tables: number };

test.beforeAll(async () => {
  folder = await makeThrowAwayFolder();
  file = join(folder, "backup.galley");
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Answer {
  code: number;
  stdout: string;
  stderr: string;
}

function admin(args: string[], environment: Record<string, string> = {}): Promise<Answer> {
  const env = { ...process.env, ...environment };
  return new Promise((resolve) => {
    execFile(process.execPath, ["scripts/admin.mjs", ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

const runningFolder = () => started().env.GALLEY_DATA_DIR ?? "";
const restored = () => join(folder, "restored");

test("a backup of the demo while it runs is restored into an empty folder, with whole audit logs", async () => {
  const backup = await admin(["backup", file, "--with-secrets", "--data-dir", runningFolder()], {
    GALLEY_BACKUP_PASSPHRASE: passphrase,
  });
  expect(backup.stderr).toContain(`Using the database of ${runningFolder()}`);
  original = JSON.parse(backup.stdout);
  expect(original).toMatchObject({ withSecrets: true });
  expect(original.rows).toBeGreaterThan(1_000);

  const restore = await admin(["restore", file, "--data-dir", restored()], {
    GALLEY_BACKUP_PASSPHRASE: passphrase,
  });
  expect(restore.stderr).toContain(`Using the database of ${restored()}`);
  const answer: {
    audit: { projects: { project: string; isWhole: boolean; problems: string[] }[] };
  } = JSON.parse(restore.stdout);
  expect(answer).toMatchObject({ rows: original.rows, tables: original.tables, skipped: [] });
  expect(answer.audit.projects.map(({ project }) => project)).toContain("northwind-support");
  expect(answer.audit.projects.filter(({ isWhole }) => !isWhole)).toEqual([]);

  const secretsOf = (dataDir: string) => readFileSync(join(dataDir, "secrets.json"), "utf8");
  expect(JSON.parse(secretsOf(restored()))).toEqual(JSON.parse(secretsOf(runningFolder())));
});

test("a wrong passphrase, a full folder and a Galley that runs are refused, and nothing is written", async () => {
  const none = join(folder, "none");
  const guess = await admin(["restore", file, "--data-dir", none], {
    GALLEY_BACKUP_PASSPHRASE: "a guess at the passphrase",
  });
  expect(guess.code).toBe(1);
  expect(guess.stderr).toContain("This is not the passphrase of the backup.");
  expect(existsSync(none)).toBe(false);
  recordAttack({
    who: "who found a backup",
    request: "restore with a guessed passphrase",
    outcome: "refused, nothing written",
  });

  const full = await admin(["restore", file, "--data-dir", restored()], {
    GALLEY_BACKUP_PASSPHRASE: passphrase,
  });
  expect(full.code).toBe(1);
  expect(full.stderr).toContain("is not empty");
  const beside = await admin(["restore", file, "--data-dir", runningFolder()]);
  expect(beside.code).toBe(1);
  expect(beside.stderr).toContain("Galley is running in");
});

test("another data folder with other secrets cannot use the database", async () => {
  const other = await admin(["verify-audit", "--data-dir", join(folder, "other")], {
    DATABASE_URL: started().env.DATABASE_URL ?? "",
  });
  expect(other.code).toBe(1);
  expect(other.stderr).toContain("Using DATABASE_URL on host 127.0.0.1");
  expect(other.stderr).toMatch(
    /GALLEY_ENCRYPTION_KEY.* not what this database was used with before/,
  );
  expect(other.stderr).not.toContain("    at ");
  recordAttack({
    who: "second data folder",
    request: "uses the database with other secrets",
    outcome: "refused with one line",
  });
});

test("a data folder whose secrets were replaced says so in one line", async () => {
  const secrets = join(restored(), "secrets.json");
  const stored = JSON.parse(readFileSync(secrets, "utf8"));
  writeFileSync(secrets, JSON.stringify({ ...stored, databasePassword: "another" }));
  const { code, stderr } = await admin(["verify-audit", "--data-dir", restored()]);
  expect(code).toBe(1);
  expect(stderr).toContain("is not the file that the database beside it was made with");
  expect(stderr).not.toContain("    at ");
});
