import type { QueryClient } from "@tanstack/react-query";
import type { Actor } from "@/lib/auth/actor";
import type { Prompt } from "@/lib/prompts/contract";
import { releaseQueries } from "@/lib/releases/queries";
import { listReleases } from "@/lib/releases/reads";

/** The way back from what is live, there with the page: nobody waits for it in an incident. */
export async function prefetchLive(client: QueryClient, actor: Actor, prompt: Prompt) {
  await Promise.all(
    Object.keys(prompt.live).map(async (environment) => {
      const filters = { prompt: prompt.name, environment };
      client.setQueryData(releaseQueries.list(actor.projectSlug, filters).queryKey, {
        pages: [await listReleases(actor, { ...filters, limit: 50 })],
        pageParams: [null],
      });
    }),
  );
}
