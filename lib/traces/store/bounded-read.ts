import type { QueryResultRow } from "pg";
import type { Prisma } from "@/lib/db/client";
import { AppError } from "@/lib/http/app-error";
import { inTransaction } from "./in-transaction";

const SECONDS = 8;
const CANCELLED = "57014";

/** A read over any number of traces, ended by the database when it takes too long. */
export async function boundedRead<Row extends QueryResultRow>(sql: Prisma.Sql): Promise<Row[]> {
  try {
    return await inTransaction(async (client) => {
      await client.query(`set local statement_timeout = '${SECONDS}s'`);
      const { rows } = await client.query<Row>(sql.text, sql.values);
      return rows;
    });
  } catch (error) {
    if (error instanceof Error && Reflect.get(error, "code") === CANCELLED) {
      throw new AppError(
        "invalid",
        `The search took longer than ${SECONDS} s. Narrow the time, or add a filter.`,
        { errors: [{ path: "range", message: "Choose a shorter time." }] },
      );
    }
    throw error;
  }
}
