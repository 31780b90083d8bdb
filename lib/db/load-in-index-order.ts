import "server-only";
import { db, type Prisma } from "./client";

/**
 * Rows in the order that the query asks for, taken from the index that has it: before a large table has been analysed,
 * the planner would read and sort all of it for each page. Only for queries whose order an index has.
 */
export async function loadInIndexOrder<Row>(sql: Prisma.Sql): Promise<Row[]> {
  const [, rows] = await db.$transaction([
    db.$executeRaw`set local enable_sort = off`,
    db.$queryRaw<Row[]>(sql),
  ]);
  return rows;
}
