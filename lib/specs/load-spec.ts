import "server-only";
import { db, type Tx } from "@/lib/db/client";
import { SpecContent } from "./contract";

export type SpecRow = NonNullable<Awaited<ReturnType<typeof db.specRevision.findFirst>>>;

export const emptySpec: SpecContent = { requirements: [], failureCases: [], criteria: [] };

/** The newest revision of a prompt's spec; null before the first. */
export function newestSpec(promptId: string, from: Tx | typeof db = db): Promise<SpecRow | null> {
  return from.specRevision.findFirst({ where: { promptId }, orderBy: { number: "desc" } });
}

/** Stored JSON was parsed by the contract; it is parsed again here. */
export const specOf = (row: SpecRow | null): SpecContent =>
  row ? SpecContent.parse(row.content) : emptySpec;
