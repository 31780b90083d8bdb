import "server-only";
import { Prisma } from "@/lib/db/client";

/** Rows (prompt_id, environment_id, version_id, release_id) of what is live, for a join. */
export const liveSql = Prisma.sql`(select prompt_id, environment_id, stable_version_id as version_id,
  stable_release_id as release_id from deployment where stable_version_id is not null)`;
