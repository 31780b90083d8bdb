import { expect, vi } from "vitest";
import { makeTestProject } from "@/lib/projects/test-project";
import { checkBackupFile } from "@/scripts/backup/backup-file.mjs";
import { loadBackup } from "@/scripts/backup/load-backup.mjs";
import { writeBackup } from "@/scripts/backup/write-backup.mjs";
import { attack } from "@/scripts/testing/attack";
import {
  describeRows,
  forge,
  forgeManifest,
  inDatabase,
  makeDatabase,
  makeFile,
} from "./test-databases";

// Each attack makes databases of its own, which takes a while on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

const about = { galley: "0.1.0", createdAt: "2026-11-29T12:00:00.000Z", sealed: null, files: {} };

async function makeBackup(): Promise<string> {
  const url = await makeDatabase({ isMigrated: true });
  await inDatabase(url, makeTestProject);
  const file = makeFile();
  await writeBackup({ url, file, about });
  return file;
}

const injection = `"; drop schema public cascade; --`;

attack("who hands over a backup", "SQL in names of tables, columns, partitions", async () => {
  const file = await makeBackup();
  const forgeries = [
    await forgeManifest(file, (manifest) => ({
      ...manifest,
      partitions: [{ parent: "trace", name: "trace_x", bound: `DEFAULT${injection}` }],
    })),
    await forgeManifest(file, (manifest) => ({
      ...manifest,
      partitions: [{ parent: "trace", name: injection, bound: "DEFAULT" }],
    })),
    await forge(file, (text) =>
      text.replace(
        '{"table":"project","columns":["id"',
        `{"table":"project","columns":["${injection.replace('"', '\\"')}"`,
      ),
    ),
  ];
  for (const forged of forgeries) {
    const target = await makeDatabase();
    await checkBackupFile(forged);
    await expect(loadBackup({ url: target, file: forged })).rejects.toThrow();
    expect(await describeRows(target)).toEqual({});
  }
  return `${forgeries.length} forged files refused, the databases stay empty`;
});

attack("who hands over a backup", "rows without their project, rows too few", async () => {
  const file = await makeBackup();
  const forgeries = [
    // Members whose project is missing.
    await forge(file, (text) =>
      text
        .replace(/(\{"table":"project",.*\n)[^\n]*\n/, "$1")
        .replace('"project":1', '"project":0'),
    ),
    await forge(file, (text) => text.replace('"project":1', '"project":2')),
    await forgeManifest(file, ({ tables, ...rest }) => ({
      ...rest,
      tables: tables.filter(({ name }) => name !== "event"),
    })),
  ];
  for (const forged of forgeries) {
    const target = await makeDatabase();
    await expect(loadBackup({ url: target, file: forged })).rejects.toThrow(
      /violates foreign key|should have 2 rows|has no table event/,
    );
    expect(await describeRows(target)).toEqual({});
  }
  return `${forgeries.length} forged files refused, the databases stay empty`;
});
