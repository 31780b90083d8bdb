// Prisma's official schema engine, in WebAssembly, for developers who create and check migrations.
// Nothing of it runs at `npm start`.
import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import pg from "pg";
import { inRoot } from "../root.mjs";

export const filters = { externalTables: [], externalEnums: [] };

/** @param {{ host: string, port: number, user: string, password: string, database: string }} connection */
export async function openEngine(connection) {
  // Without a place to write to, a panic of the engine loses its text.
  globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => console.error(message) };
  const bindings = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const entry = import.meta.resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const bytes = readFileSync(new URL("schema_engine_bg.wasm", entry));
  const { instance } = await WebAssembly.instantiate(bytes, {
    "./schema_engine_bg.js": bindings,
  });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start?.();
  const adapter = bindMigrationAwareSqlAdapterFactory(new MigrationPg(connection));
  return bindings.SchemaEngine.new({ datamodels: readSchema() }, () => {}, adapter);
}

/** @returns {[string, string][]} path and text of every schema file */
export function readSchema() {
  const models = readdirSync(inRoot("prisma/models")).filter((name) => name.endsWith(".prisma"));
  const paths = ["prisma/schema.prisma", ...models.sort().map((name) => `prisma/models/${name}`)];
  return paths.map((path) => [path, readFileSync(inRoot(path), "utf8")]);
}

export function listMigrations() {
  const baseDir = inRoot("prisma/migrations");
  const names = readdirSync(baseDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return {
    baseDir,
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: names.map((path) => ({
      path,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok", value: readFileSync(join(baseDir, path, "migration.sql"), "utf8") },
      },
    })),
  };
}

// The adapter as published must not be given to the engine: it cuts scripts at every semicolon, even in
// a comment or a function, and drops the shadow database while it is still connected to it.
class MigrationPg extends PrismaPg {
  constructor(connection) {
    super(connection);
    this.connection = connection;
  }

  connect = async () => mended(await new PrismaPg(this.connection).connect());

  connectToShadowDb = async () => {
    const name = `galley_shadow_${randomUUID()}`;
    const owner = new pg.Client(this.connection);
    await owner.connect();
    await owner.query(`create database "${name}"`);
    const shadow = mended(await new PrismaPg({ ...this.connection, database: name }).connect());
    const dispose = shadow.dispose.bind(shadow);
    shadow.dispose = async () => {
      await dispose();
      await owner.query(`drop database "${name}" with (force)`);
      await owner.end();
    };
    return shadow;
  };
}

const charType = 18;
const textType = 25;

// Whole scripts at once; the catalogue's "char" type read as text and announced as a character.
function mended(adapter) {
  const charColumns = new WeakMap();
  const performIO = adapter.performIO.bind(adapter);
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.performIO = async (query) => {
    const result = await performIO(query);
    const files = [];
    for (const [index, field] of result.fields.entries()) {
      if (field.dataTypeID !== charType) continue;
      field.dataTypeID = textType;
      files.push(index);
    }
    charColumns.set(result.rows, files);
    return result;
  };
  adapter.queryRaw = async (query) => {
    const answer = await queryRaw(query);
    for (const index of charColumns.get(answer.rows) ?? []) {
      answer.columnTypes[index] = ColumnTypeEnum.Character;
    }
    return answer;
  };
  adapter.executeScript = async (script) => {
    await adapter.underlyingDriver().query(script);
  };
  return adapter;
}
