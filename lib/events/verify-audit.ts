import { db } from "@/lib/db/client";
import { checkChain } from "./event-chain";

/** Checks every project's event chain, for `npm run admin -- verify-audit`. */
export async function verifyAudit() {
  const projects = await db.project.findMany({ orderBy: { slug: "asc" } });
  return Promise.all(
    projects.map(async ({ id, slug }) => {
      const events = await db.event.findMany({ where: { projectId: id }, orderBy: { seq: "asc" } });
      return { project: slug, ...checkChain(events) };
    }),
  );
}
