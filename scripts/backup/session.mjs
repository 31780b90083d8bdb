// What a session needs to write and read values alike on every server, whatever is set for its user.
const settings = [
  "set client_encoding = 'UTF8'",
  "set datestyle = 'ISO, YMD'",
  "set intervalstyle = 'postgres'",
  "set timezone = 'UTC'",
  "set bytea_output = 'hex'",
  "set extra_float_digits = 3",
  "set statement_timeout = 0",
  "set lock_timeout = 0",
  "set idle_in_transaction_session_timeout = 0",
  // Rows that a policy hides are an error, not a gap in the backup.
  "set row_security = off",
].join(";");

/** Sets up a session for COPY. */
export async function prepareSession(client) {
  await client.query(settings);
}

/** @returns {Promise<{ name: string, columns: string[] }[]>} Galley's tables; those in partitions come last */
export async function listTables(client) {
  const { rows } = await client.query(
    `select c.relname as name,
       (select json_agg(a.attname order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
     from pg_class c
     where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
       and not c.relispartition and c.relname <> '_prisma_migrations'
       and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')
     order by c.relkind = 'p', c.relname`,
  );
  return rows;
}

export async function listSequences(client) {
  const { rows } = await client.query(
    "select sequencename as name from pg_sequences where schemaname = current_schema() order by 1",
  );
  return rows.map(({ name }) => name);
}

/** @returns {Promise<{ name: string, checksum: string }[]>} in the order in which they were applied */
export async function listMigrations(client) {
  const { rows } = await client.query(
    `select migration_name as name, checksum from _prisma_migrations
     where finished_at is not null and rolled_back_at is null order by migration_name`,
  );
  return rows;
}
