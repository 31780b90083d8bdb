import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { ScorerSpec } from "@/lib/scorers/contract";
import { scorerDefinition } from "@/lib/scorers/scorer-definition";

const MIGRATIONS = join(import.meta.dirname, "../../prisma/migrations");
const folder = readdirSync(MIGRATIONS).find((name) => name.endsWith("_holdout_approvals")) ?? "";
const sql = readFileSync(join(MIGRATIONS, folder, "migration.sql"), "utf8");

test("the migration approves scorers under the hashes that the code asks for", async () => {
  const specs = [
    { kind: "regex", name: "ü", config: { pattern: '^"a\\b\n', flags: "i" } },
    { kind: "latency", config: { maxMs: 1500.5 } },
    {
      kind: "all",
      name: "both",
      config: {
        threshold: 0.5,
        scorers: [{ weight: 2, scorer: { kind: "contains", config: { value: "grün / 1" } } }],
      },
    },
    { kind: "contains-json", config: { schema: { type: "object", properties: { B: {}, a: {} } } } },
  ].map((spec) => ScorerSpec.parse(spec));
  const canonical = /CREATE FUNCTION[\s\S]*?END \$\$;/.exec(sql)?.[0] ?? "";
  const hashes = await db.$transaction(async (tx) => {
    await tx.$executeRawUnsafe(canonical);
    return tx.$queryRaw<{ hash: string }[]>`
      select encode(sha256(convert_to(pg_temp.canonical(spec - 'name'), 'UTF8')), 'hex') as hash
      from jsonb_array_elements(${JSON.stringify(specs)}::jsonb) spec`;
  });
  expect(hashes.map(({ hash }) => hash)).toEqual(specs.map(scorerDefinition));
});
