import { cpSync, existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test, vi } from "vitest";
import { verifyAudit } from "@/lib/events/verify-audit";
import { makeTestProject } from "@/lib/projects/test-project";
import { updateRole } from "@/lib/projects/update-role";
import { ensurePartitions } from "@/lib/traces/store/partitions";
import { checkBackupFile } from "@/scripts/backup/backup-file.mjs";
import { loadBackup, readManifest } from "@/scripts/backup/load-backup.mjs";
import { setAsideConstraints } from "@/scripts/backup/set-aside-constraints.mjs";
import { writeBackup } from "@/scripts/backup/write-backup.mjs";
import { migrateAll, migrateJobs } from "@/scripts/database/database.mjs";
import { migrate, readMigrations } from "@/scripts/database/migrate.mjs";
import {
  describeRows,
  describeSchema,
  forge,
  forgeManifest,
  inDatabase,
  makeDatabase,
  makeFile,
  withClient,
} from "./test-databases";

// Each test makes databases of its own, which takes a while on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

const about = { galley: "0.1.0", createdAt: "2026-11-29T12:00:00.000Z", sealed: null, files: {} };

async function backUp(url: string): Promise<string> {
  const file = makeFile();
  await writeBackup({ url, file, about });
  await checkBackupFile(file);
  return file;
}

const awkward = ["\\", "\\.", "\\N", "a\n\\.\nb", "\t\r\n", "é 🙂 \u0001", "'\"", ""];

/** Every kind of column that Galley has, with values that a text format could trip over. */
async function fill(url: string): Promise<string> {
  return inDatabase(url, async () => {
    const { id, admin, viewer } = await makeTestProject();
    await updateRole(admin, { member: viewer.userId }, { role: "editor" });
    await ensurePartitions([new Date()]);
    await withClient(url, async (client) => {
      await client.query(
        `insert into notification (id, project_id, user_id, type, data)
         select gen_random_uuid(), $1, $2, value, jsonb_build_object('text', value, 'list', to_jsonb($3::text[]))
         from unnest($3::text[]) as value`,
        [id, admin.userId, awkward],
      );
      await client.query(
        `insert into webhook (id, project_id, url, types, encrypted_secret)
         values (gen_random_uuid(), $1, 'x', $2, ''), (gen_random_uuid(), $1, 'y', '{}', '\\.')`,
        [id, awkward],
      );
      await client.query(
        `insert into trace (bucket, project_id, id, started_at, ended_at, latency_ms, segments, cost_usd, input)
         select day::date, $1, 't', day, day + interval '1.234 s', 1, array[gen_random_uuid()], 0.000000001, 'null'
         from unnest(array[now(), now() - interval '3 years']) as day`,
        [id],
      );
      await client.query("insert into trace_change (project_id, hour) values ($1, now())", [id]);
      await client.query(
        `insert into trace_rollup select $1, date_trunc('hour', now()), gen_random_uuid(), '', 0, '', '', '',
           ${Array(9).fill(1).join(", ")}, ${Array(4).fill("9007199254740993").join(", ")}, 1, 0.1, 1, 0.1, 1,
           0.1::float8 + 0.2, 'NaN', 1e300, 5e-324, '\\x005c2e0a00ff0d09', 0.1, 5e-324, 1, 1, 1`,
        [id],
      );
    });
    return id;
  });
}

test("a restored database holds the same rows, and its audit logs are whole", async () => {
  const [source, target] = [await makeDatabase({ isMigrated: true }), await makeDatabase()];
  const projectId = await fill(source);
  const { rows, skipped } = await loadBackup({ url: target, file: await backUp(source) });
  expect(skipped).toEqual([]);
  expect(rows).toMatchObject({ project: 1, notification: awkward.length, trace: 2, event: 2 });
  const restored = await describeRows(target);
  expect(restored).toEqual(await describeRows(source));
  expect(restored["partitions.trace_other"]).toMatch(/^1 /);
  expect(await inDatabase(target, verifyAudit)).toMatchObject({
    isWhole: true,
    projects: [{ isWhole: true, count: 2 }],
  });
  // A sequence that began anew would hand out a number twice.
  const next = await withClient(target, (client) =>
    client.query("insert into trace_change (project_id, hour) values ($1, now()) returning id", [
      projectId,
    ]),
  );
  expect(next.rows[0]?.id).toBe("2");
});

test("a restored database has every constraint, index and trigger of a new one", async () => {
  const [source, target] = [await makeDatabase({ isMigrated: true }), await makeDatabase()];
  await loadBackup({ url: target, file: await backUp(source) });
  expect(await describeSchema(target)).toEqual(await describeSchema(source));
  await expect(
    withClient(target, (client) => client.query("truncate event cascade")),
  ).rejects.toThrow("never changed");
});

test("triggers that always fire do so after they were set aside", async () => {
  const url = await makeDatabase({ isMigrated: true });
  await withClient(url, async (client) => {
    await client.query("alter table event enable always trigger event_is_append_only");
    await client.query("alter table release disable trigger release_is_append_only");
  });
  const before = await describeSchema(url);
  await withClient(url, async (client) => {
    await client.query("begin");
    const putBack = await setAsideConstraints(client);
    const { rows } = await client.query(
      "select count(*)::int as n from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace",
    );
    expect(rows[0]?.n).toBe(0);
    await putBack();
    await client.query("commit");
  });
  expect(await describeSchema(url)).toEqual(before);
});

test("jobs that wait or are under way begin again; those that have failed for good are gone", async () => {
  const [source, target] = [await makeDatabase({ isMigrated: true }), await makeDatabase()];
  await withClient(source, (client) =>
    client.query(`
      select graphile_worker.add_job('execute-run', '{"runId":"waits \\\\ \\"x\\""}', 'one queue',
        '2030-01-01T00:00:00.123456Z', 7, 'a key', 3, array['flag']);
      select graphile_worker.add_job('execute-run', '{"runId":"under way"}', max_attempts => 2);
      select graphile_worker.add_job('execute-run', '{"runId":"failed"}', max_attempts => 2);
      update graphile_worker._private_jobs set attempts = 2 where payload ->> 'runId' <> 'waits \\ "x"';
      update graphile_worker._private_jobs set locked_at = now(), locked_by = 'w' where payload ->> 'runId' = 'under way';`),
  );
  await loadBackup({ url: target, file: await backUp(source) });
  const { rows } = await withClient(target, (client) =>
    client.query(
      `select payload ->> 'runId' as run, queue_name, jobs.run_at::text, jobs.max_attempts, jobs.key, jobs.priority,
         jobs.flags, jobs.attempts, jobs.locked_at
       from graphile_worker.jobs jobs join graphile_worker._private_jobs using (id) order by jobs.id`,
    ),
  );
  expect(rows).toEqual([
    {
      run: 'waits \\ "x"',
      queue_name: "one queue",
      run_at: "2030-01-01 00:00:00.123456+00",
      max_attempts: 7,
      key: "a key",
      priority: 3,
      flags: { flag: true },
      attempts: 0,
      locked_at: null,
    },
    expect.objectContaining({ run: "under way", attempts: 0, max_attempts: 2, locked_at: null }),
  ]);
});

test("what is written during a backup is not in it", async () => {
  const [source, target] = [await makeDatabase({ isMigrated: true }), await makeDatabase()];
  await fill(source);
  const before = await describeRows(source);
  const file = makeFile();
  let writing: Promise<string> | null = null;
  await writeBackup({
    url: source,
    file,
    about,
    onProgress: () => {
      writing ??= fill(source);
    },
  });
  await writing;
  expect(await describeRows(source)).not.toEqual(before);
  await loadBackup({ url: target, file });
  expect(await describeRows(target)).toEqual(before);
});

test("a backup of an older Galley is restored as it was and migrated on", async () => {
  const [source, target] = [await makeDatabase(), await makeDatabase()];
  const all = readMigrations();
  const last = all.at(-1)?.name ?? "";
  const folder = join(dirname(makeFile()), "migrations");
  for (const { name } of all.slice(0, -1)) {
    mkdirSync(join(folder, name), { recursive: true });
    cpSync(join("prisma/migrations", name), join(folder, name), { recursive: true });
  }
  await migrate({ url: source, folder });
  await migrateJobs(source);
  const file = await backUp(source);
  expect((await readManifest(file)).migrations).toHaveLength(all.length - 1);
  await loadBackup({ url: target, file });
  expect(await migrateAll({ url: target, ownerUrl: target })).toEqual([last]);
});

test("a backup of a newer Galley, or with another migration of the same name, is refused", async () => {
  const file = await backUp(await makeDatabase({ isMigrated: true }));
  const newer = await forgeManifest(file, (manifest) => ({ ...manifest, format: 2 }));
  await expect(readManifest(newer)).rejects.toThrow("made by a newer Galley");
  const ahead = await forgeManifest(file, ({ migrations, ...rest }) => ({
    ...rest,
    migrations: [...migrations, { name: "20300101000000_next", checksum: "x" }],
  }));
  await expect(readManifest(ahead)).rejects.toThrow("20300101000000_next");
  const edited = await forge(file, (text) => text.replace(/"checksum":"./, '"checksum":"z'));
  await expect(readManifest(edited)).rejects.toThrow("is not the one that the backup was made");
});

test("a database that holds anything is left alone", async () => {
  const file = await backUp(await makeDatabase({ isMigrated: true }));
  const target = await makeDatabase();
  await withClient(target, (client) => client.query("create table mine (id int)"));
  await expect(loadBackup({ url: target, file })).rejects.toThrow("is not empty: it holds mine");
  const galley = await makeDatabase({ isMigrated: true });
  await fill(galley);
  const before = await describeRows(galley);
  await expect(loadBackup({ url: galley, file })).rejects.toThrow("is not empty");
  expect(await describeRows(galley)).toEqual(before);
  expect(await describeRows(target)).toEqual({ mine: expect.stringMatching(/^0 /) });
});

test("a table that is not Galley's is left out and named", async () => {
  const [source, target] = [await makeDatabase({ isMigrated: true }), await makeDatabase()];
  await withClient(source, (client) =>
    client.query("create table mine (id serial, note text); insert into mine (note) values ('x')"),
  );
  expect(await loadBackup({ url: target, file: await backUp(source) })).toMatchObject({
    skipped: ["mine"],
  });
});

test("a database without Galley is not backed up, and no file is left", async () => {
  const file = makeFile();
  await expect(writeBackup({ url: await makeDatabase(), file, about })).rejects.toThrow(
    "There is no Galley in this database",
  );
  expect(existsSync(file)).toBe(false);
});

test("a table of 100,000 rows goes through in pieces", async () => {
  const [source, target] = [await makeDatabase({ isMigrated: true }), await makeDatabase()];
  await withClient(source, (client) =>
    client.query(
      "insert into rate_limit (key, points) select i || repeat(md5(i::text), 40), i from generate_series(1, 100000) i",
    ),
  );
  const file = makeFile();
  const memory = watchMemory();
  let bytes = 0;
  const onProgress = (_table: string, read: number) => {
    bytes = read;
    memory.look();
  };
  await writeBackup({ url: source, file, about, onProgress });
  const { rows } = await loadBackup({ url: target, file, onProgress: memory.look });
  expect(rows.rate_limit).toBe(100_000);
  expect(bytes).toBeGreaterThan(125e6);
  expect(memory.growth()).toBeLessThan(bytes / 2);
});

function watchMemory() {
  const used = () => {
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const before = used();
  let most = before;
  return {
    look: () => {
      most = Math.max(most, used());
    },
    growth: () => most - before,
  };
}
