import "server-only";
import { parseIdOrNumber } from "@/lib/http/id-or-number";
import { Prisma } from "./client";

/** The condition on a table `r` with an id and a number; what can be neither is nowhere. */
export function idOrNumberSql(text: string): Prisma.Sql {
  const which = parseIdOrNumber(text);
  if (which === null) return Prisma.sql`false`;
  return "id" in which
    ? Prisma.sql`r.id = ${which.id}::uuid`
    : Prisma.sql`r.number = ${which.number}`;
}
