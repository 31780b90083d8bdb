// The role that the web process and the worker connect as: it reads and writes rows, and can neither change
// tables nor what the audit log holds.

// The number is arbitrary; two at once would change the same rows of the catalogue.
const lockKey = 7_223_001_955;

/**
 * Makes the role of the built-in server, or gives it this password.
 * @param {import("pg").Client} client a superuser's
 * @param {{ name: string, password: string }} role
 */
export async function createAppRole(client, { name, password }) {
  const role = client.escapeIdentifier(name);
  const { rowCount } = await client.query("select 1 from pg_roles where rolname = $1", [name]);
  if (rowCount === 0) await client.query(`create role ${role}`);
  await client.query(
    `alter role ${role} with login nosuperuser nocreatedb nocreaterole noreplication nobypassrls
     password ${client.escapeLiteral(password)}`,
  );
}

/**
 * What the role may do with the tables that are there now. Without effect for the owner itself.
 * @param {import("pg").Client} client the owner's
 * @param {string} name the role's
 */
export async function grantToApp(client, name) {
  const { rows } = await client.query(
    "select $1 = current_user or (select rolsuper from pg_roles where rolname = $1) as is_owner",
    [name],
  );
  if (rows[0].is_owner) return;
  const role = client.escapeIdentifier(name);
  await client.query("begin");
  try {
    await client.query("select pg_advisory_xact_lock($1)", [lockKey]);
    await client.query(grants(role));
    await openQueueTables(client, name, role);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}

const grants = (role) => `
  grant usage on schema public, graphile_worker to ${role};
  grant select, insert, update, delete on all tables in schema public, graphile_worker to ${role};
  grant usage, select on all sequences in schema public, graphile_worker to ${role};
  grant execute on all functions in schema public, graphile_worker to ${role};
  revoke update, delete on event from ${role};
  revoke delete on event_head from ${role};
  revoke insert, update, delete on _prisma_migrations, graphile_worker.migrations from ${role};`;

// graphile-worker turns row security on without a policy, which hides every job from who is not the owner.
async function openQueueTables(client, name, role) {
  const { rows } = await client.query(
    `select c.relname as table from pg_class c
     where c.relnamespace = 'graphile_worker'::regnamespace and c.relrowsecurity
       and not exists (
         select 1 from pg_policy p
         where p.polrelid = c.oid and p.polroles @> array[(select oid from pg_roles where rolname = $1)])`,
    [name],
  );
  for (const { table } of rows) {
    const policy = client.escapeIdentifier(`app ${name}`.slice(0, 60));
    await client.query(
      `create policy ${policy} on graphile_worker.${client.escapeIdentifier(table)}
       to ${role} using (true) with check (true)`,
    );
  }
}
