import { db } from "@/lib/db/client";
import { verifyChain } from "./verify-chain";

/** Checks every project's event chain, for `npm run admin -- verify-audit`. */
export async function verifyAudit() {
  const projects = await db.project.findMany({ orderBy: { slug: "asc" } });
  const states = [];
  for (const { id, slug } of projects) states.push({ project: slug, ...(await verifyChain(id)) });
  return states;
}
