import "server-only";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { issueToken } from "./one-time-token";

/** A link for the first person; null when there is somebody already. The demo's people are nobody: they have no way in from elsewhere. */
export async function issueSetUpToken(): Promise<{ url: string; expiresAt: Date } | null> {
  if ((await db.user.count({ where: { isDemo: false } })) > 0) return null;
  const { token, expiresAt } = await issueToken(db, "set_up");
  return { url: new URL(`/set-up?token=${token}`, env().GALLEY_URL).toString(), expiresAt };
}
