import "server-only";
import { Prisma } from "@/lib/db/client";
import type { Condition } from "../conditions";

const { sql } = Prisma;
const COLUMN: Record<string, Prisma.Sql> = {
  outcome: sql`coalesce(t.outcome, 'none')`,
  version: sql`t.version::text`,
  model: sql`t.model`,
  environment: sql`t.environment`,
  arm: sql`t.arm`,
  unit: sql`t.unit`,
};

/** A condition over the rows `t` of `trace`. */
export function conditionSql({ field, isNot, values }: Condition): Prisma.Sql {
  const isOne = sql`coalesce(${isOneOf(field, values)}, false)`;
  return isNot ? sql`not ${isOne}` : isOne;
}

function isOneOf(field: string, values: string[]): Prisma.Sql {
  if (field === "category") {
    return sql`exists (select 1 from trace_review r
      join failure_category c on c.id = r.failure_category_id
      where r.project_id = t.project_id and r.trace_id = t.id and c.name = any(${values}::text[]))`;
  }
  const attribute = /^attribute\.(.+)$/s.exec(field)?.[1];
  const value = attribute === undefined ? COLUMN[field] : sql`t.attributes ->> ${attribute}::text`;
  if (!value) throw new Error(`No column for ${field}.`);
  return sql`(${value}) = any(${values}::text[])`;
}
