/**
 * Takes foreign keys and triggers away from Galley's tables, so that rows can come in any order and as they
 * are. The owner of the tables may do that; nobody needs to be superuser. Belongs in one transaction.
 * @returns {Promise<() => Promise<void>>} puts them back; foreign keys are checked then
 */
export async function setAsideConstraints(client) {
  const keys = await listForeignKeys(client);
  const triggers = await listTriggers(client);
  for (const { table, name } of keys) {
    await client.query(`alter table ${table} drop constraint ${name}`);
  }
  for (const { table, name } of triggers) {
    await client.query(`alter table ${table} disable trigger ${name}`);
  }
  return async () => {
    for (const { table, name, state } of triggers) {
      await client.query(`alter table ${table} ${enable[state]} ${name}`);
    }
    for (const { table, name, definition } of keys) {
      await client.query(`alter table ${table} add constraint ${name} ${definition}`);
    }
  };
}

// A trigger that fires whatever the session says does so afterwards too.
const enable = {
  O: "enable trigger",
  A: "enable always trigger",
  R: "enable replica trigger",
};

async function listForeignKeys(client) {
  const { rows } = await client.query(
    `select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
     from pg_constraint
     where contype = 'f' and conparentid = 0 and connamespace = current_schema()::regnamespace
     order by conrelid, conname`,
  );
  return rows;
}

async function listTriggers(client) {
  const { rows } = await client.query(
    `select t.tgrelid::regclass::text as table, quote_ident(t.tgname) as name, t.tgenabled as state
     from pg_trigger t join pg_class c on c.oid = t.tgrelid
     where not t.tgisinternal and t.tgparentid = 0 and t.tgenabled <> 'D'
       and c.relnamespace = current_schema()::regnamespace
     order by 1, 2`,
  );
  return rows;
}
