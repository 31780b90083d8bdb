import "server-only";
import { issueSetUpToken } from "@/lib/auth/passwords/issue-set-up-token";
import { env } from "@/lib/env";
import { mayReachThisMachine } from "@/lib/http/current-client";
import { log } from "@/lib/http/log";

/** At the start of the web process: while nobody can sign in, the log shows the way in. */
export async function announceSetUp(): Promise<void> {
  if (env().GALLEY_DEMO && mayReachThisMachine()) return;
  const link = await issueSetUpToken();
  if (!link) return;
  log().warn(
    { notice: true, url: link.url, expiresAt: link.expiresAt.toISOString() },
    `No accounts yet. Set up Galley at ${link.url} (works once, for 24 hours).`,
  );
}
