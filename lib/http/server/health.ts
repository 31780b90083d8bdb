import "server-only";
import { z } from "zod";
import { probe } from "@/lib/db/client";
import { defineRoute } from "@/lib/http/contract";

export const Health = z
  .object({
    status: z.enum(["ok", "starting", "degraded"]),
    database: z.enum(["ok", "absent"]),
    worker: z.enum(["ok", "absent"]),
  })
  .meta({ id: "Health" });
export type Health = z.infer<typeof Health>;

export const healthRoute = defineRoute({
  method: "GET",
  path: "/api/v1/health",
  summary: "Whether the app answers, its database and a worker are there",
  access: "public",
  response: Health,
});

/** A worker beats every two seconds; after ten it counts as absent. By the database's clock. */
async function hasWorker(): Promise<boolean> {
  const { rows } = await probe.query<{ alive: boolean }>(
    "select exists (select 1 from worker_lease where seen_at > now() - interval '10 seconds') as alive",
  );
  return rows[0]?.alive === true;
}

/** 200 with the state of the parts, 503 when the database does not answer. */
export async function getHealth(): Promise<Health | Response> {
  try {
    const isAlive = await hasWorker();
    return { status: "ok", database: "ok", worker: isAlive ? "ok" : "absent" };
  } catch {
    const absent: Health = { status: "degraded", database: "absent", worker: "absent" };
    return Response.json(absent, { status: 503, headers: { "retry-after": "2" } });
  }
}
