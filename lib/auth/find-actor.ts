import "server-only";
import { loadAccountOf } from "@/lib/auth/sessions/session";
import { db } from "@/lib/db/client";
import { AppError, notFound } from "@/lib/http/app-error";
import { type AccountActor, type Actor, makeActor } from "./actor";
import { findKey } from "./find-key";

/** The API key that a request carries: `Bearer <key>`, or Basic with the key as the password. */
export function parseBearer(request: Request): string | null {
  const header = request.headers.get("authorization") ?? "";
  const bearer = /^Bearer\s+(\S+)$/i.exec(header)?.[1];
  if (bearer) return bearer;
  const basic = /^Basic\s+(\S+)$/i.exec(header)?.[1];
  if (!basic) return null;
  const pair = Buffer.from(basic, "base64").toString();
  return pair.slice(pair.indexOf(":") + 1);
}

/** Whether a request tries an API key, a right one or a wrong one. */
export const triesKey = ({ headers }: Request): boolean =>
  headers.has("authorization") || headers.has("x-api-key");

/** Who asks in this project: an API key or the signed-in person. 401 for nobody, 404 for strangers. */
export async function findActor(request: Request, projectSlug: string): Promise<Actor> {
  if (request.headers.has("authorization")) return findKey(parseBearer(request) ?? "", projectSlug);
  const account = await loadAccountOf(request);
  if (!account)
    throw new AppError("unauthenticated", "Sign in, or send an API key as a bearer token.");
  const actor = await enterProject(account, projectSlug);
  if (!actor) throw notFound("What you asked for");
  return actor;
}

/** The person as a member of a project, or null when they are none or it does not exist. */
export async function enterProject(account: AccountActor, slug: string): Promise<Actor | null> {
  const member = await db.member.findFirst({
    where: { userId: account.userId, project: { slug } },
    include: { project: true },
  });
  if (!member) return null;
  await noteVisit(member);
  return makeActor({
    kind: "member",
    userId: account.userId,
    name: account.name,
    email: account.email,
    projectId: member.projectId,
    projectSlug: slug,
    role: member.role,
  });
}

const VISITED_EVERY_MS = 60_000;

async function noteVisit(member: { projectId: string; userId: string; lastSeenAt: Date | null }) {
  const now = new Date();
  if (member.lastSeenAt && now.getTime() - member.lastSeenAt.getTime() < VISITED_EVERY_MS) return;
  const { projectId, userId } = member;
  await db.member.updateMany({ where: { projectId, userId }, data: { lastSeenAt: now } });
}
