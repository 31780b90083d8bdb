import { QueryClient } from "@tanstack/react-query";
import { notFound, redirect } from "next/navigation";
import { prefetchLive } from "@/components/releases/prefetch-live";
import type { Actor } from "@/lib/auth/actor";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { listEnvironments } from "@/lib/projects/reads";
import type { Prompt } from "@/lib/prompts/contract";
import { listActivity } from "@/lib/prompts/list-activity";
import { shelfOf } from "@/lib/prompts/prompt-path";
import { promptQueries } from "@/lib/prompts/queries";
import { listRuns } from "@/lib/runs/list-runs";
import { runQueries } from "@/lib/runs/queries";
import { specQueries } from "@/lib/specs/queries";
import { listGates } from "@/lib/specs/reads";
import { pagePrompt } from "./page-prompt";

/** What every page of a prompt or a chain begins with. */
export interface OpenPage {
  project: string;
  name: string;
  actor: Actor;
  mayWrite: boolean;
  prompt: Prompt;
  /** Filled before the first paint. */
  client: QueryClient;
}

type Params = Promise<{ project: string; name: string }>;

/** For pages: who asks, and the prompt or chain that the address names. */
export async function openPage(params: Params): Promise<OpenPage> {
  const { project, name: encoded } = await params;
  const name = decodeURIComponent(encoded);
  const actor = await requireActor(project);
  const prompt = await pagePrompt(actor, name);
  const client = new QueryClient();
  client.setQueryData(promptQueries.detail(project, name).queryKey, prompt);
  return { project, name, actor, mayWrite: hasRole(actor, "editor"), prompt, client };
}

/** What an overview shows of either kind beside its latest version. */
export async function prefetchOverview({ project, name, actor, prompt, client }: OpenPage) {
  const [activity, environments] = await Promise.all([
    listActivity(actor, name),
    listEnvironments(actor),
    prefetchLive(client, actor, prompt),
  ]);
  client.setQueryData(promptQueries.activity(project, name).queryKey, activity);
  const version = prompt.latestVersion;
  if (version) {
    client.setQueryData(
      specQueries.gates(project, name, version).queryKey,
      await listGates(actor, name, { version }),
    );
  }
  return {
    environments: environments.data.map((environment) => environment.name),
    releasable: environments.data
      .filter(({ releaseRole }) => hasRole(actor, releaseRole))
      .map((environment) => environment.name),
  };
}

export async function prefetchVersionRuns(
  { project, name, actor, client }: OpenPage,
  version: number,
): Promise<void> {
  const runs = await listRuns(actor, { limit: 50, prompt: name, version });
  client.setQueryData(runQueries.list(project, { prompt: name, version }).queryKey, {
    pages: [runs],
    pageParams: [null],
  });
}

/** The number of a version out of an address; whatever is none is no page. */
export function versionOf(written: string): number {
  if (!/^[1-9]\d{0,8}$/.test(written)) notFound();
  return Number(written);
}

/** The two versions that a diff's address names; without both it leads to the list of versions. */
export function versionsOf(
  { from, to }: { from?: string; to?: string },
  { project, name, prompt }: OpenPage,
): { from: number; to: number } {
  const numbers = { from: Number(from), to: Number(to) };
  if (Object.values(numbers).every((number) => Number.isSafeInteger(number) && number > 0)) {
    return numbers;
  }
  redirect(`/${project}/${shelfOf(prompt.kind)}/${encodeURIComponent(name)}/versions`);
}

/** The version that an editor is asked to begin from. `missing`: what was asked for, when there is none like that. */
export function beginningOf(written: string | undefined, { latestVersion }: Prompt) {
  const number = Number(written);
  const isSaved = Number.isInteger(number) && number > 0 && number <= (latestVersion ?? 0);
  return {
    from: isSaved ? number : null,
    missing: written !== undefined && !isSaved ? written : null,
  };
}
