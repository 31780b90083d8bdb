import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { signInPath } from "@/lib/auth/sessions/return-path";
import { loadAccount } from "@/lib/auth/sessions/session";
import { currentClient } from "@/lib/http/current-client";
import type { AccountActor, Actor } from "./actor";
import { enterProject } from "./find-actor";

const accountOfRequest = cache(loadAccount);
const actorOfRequest = cache(async (slug: string) => {
  const account = await accountOfRequest();
  return account && enterProject(account, slug);
});

/** For pages: the signed-in person, or off to the sign-in page, which leads back here. */
export async function requireAccount(): Promise<AccountActor> {
  return (await accountOfRequest()) ?? redirect(signInPath(currentClient()?.path ?? "/"));
}

/** For pages: the person as a member of this project; strangers see the 404 that everybody sees. */
export async function requireActor(slug: string): Promise<Actor> {
  await requireAccount();
  return (await actorOfRequest(slug)) ?? notFound();
}
