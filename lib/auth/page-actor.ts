import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import type { AccountActor, Actor } from "./actor";
import { enterProject } from "./read-actor";
import { readAccount } from "./session";

const accountOfRequest = cache(readAccount);
const actorOfRequest = cache(async (slug: string) => {
  const account = await accountOfRequest();
  return account && enterProject(account, slug);
});

/** For pages: the signed-in person, or off to the sign-in page. */
export async function requireAccount(): Promise<AccountActor> {
  return (await accountOfRequest()) ?? redirect("/sign-in");
}

/** For pages: the person as a member of this project; strangers see the 404 that everybody sees. */
export async function requireActor(slug: string): Promise<Actor> {
  await requireAccount();
  return (await actorOfRequest(slug)) ?? notFound();
}
