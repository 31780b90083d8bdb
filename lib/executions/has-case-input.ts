import "server-only";
import { Prisma } from "@/lib/db/client";

/**
 * Of a result `r` (run_result): its output was made from the input that the case has. Only such results are
 * compared with those of other runs, and with labels on the case's outputs.
 */
export const hasCaseInput = Prisma.sql`r.other_input is null`;
