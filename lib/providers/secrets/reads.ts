import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { notFound } from "@/lib/http/app-error";
import type { EndpointSecret } from "./secret-contract";

/** By name, without their values. */
export async function listEndpointSecrets(
  actor: Actor,
): Promise<{ data: EndpointSecret[]; nextCursor: null }> {
  authorize(actor, { scope: "prompts:read" });
  const { projectId } = actor;
  const [rows, uses] = await Promise.all([
    db.endpointSecret.findMany({ where: { projectId }, orderBy: { name: "asc" } }),
    countSecretUses(projectId),
  ]);
  return {
    data: rows.map((row) => ({
      name: row.name,
      origin: row.origin,
      lastFour: row.lastFour,
      chains: uses.get(row.name) ?? [],
      createdAt: row.createdAt.toISOString(),
      updatedAt: row.updatedAt.toISOString(),
    })),
    nextCursor: null,
  };
}

export async function getEndpointSecret(actor: Actor, name: string): Promise<EndpointSecret> {
  const { data } = await listEndpointSecrets(actor);
  const secret = data.find((one) => one.name === name);
  if (!secret) throw notFound(`The secret ${name}`);
  return secret;
}

/** Which chains' latest versions name each secret. */
export async function countSecretUses(projectId: string): Promise<Map<string, string[]>> {
  const rows = await db.$queryRaw<{ secret: string; chains: string[] }[]>`
    select step -> 'config' -> 'auth' ->> 'secret' as secret,
      array_agg(distinct p.name order by p.name) as chains
    from prompt p join prompt_version v on v.prompt_id = p.id and v.number = p.latest_version
      cross join jsonb_array_elements(v.chain -> 'steps') step
    where p.project_id = ${projectId}::uuid and p.archived_at is null
      and step -> 'config' -> 'auth' ->> 'secret' is not null
    group by 1`;
  return new Map(rows.map(({ secret, chains }) => [secret, chains]));
}
