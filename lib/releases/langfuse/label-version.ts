import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { listLive } from "@/lib/deployments/list-live";
import { env } from "@/lib/env";
import { AppError, invalid } from "@/lib/http/app-error";
import { isProtected } from "@/lib/projects/is-protected";
import { loadPrompt, loadVersion } from "@/lib/prompts/load-prompt";
import { releaseVersion } from "@/lib/releases/release-version";
import type { LangfusePrompt } from "./langfuse-contract";
import { getLangfusePrompt, LATEST } from "./reads";

/** What labels ask for: environments to release to, and those where people decide. */
export interface LabelPlan {
  open: string[];
  closed: string[];
}

/** Sorts labels; `latest` is none of them. A label that is no environment is refused, not forgotten. */
export async function planLabels(actor: Actor, labels: readonly string[]): Promise<LabelPlan> {
  const rows = await db.environment.findMany({
    where: { projectId: actor.projectId },
    orderBy: { position: "asc" },
  });
  const targets = [...new Set(labels)].filter((label) => label !== LATEST);
  const unknown = targets.find((label) => !rows.some(({ name }) => name === label));
  if (unknown !== undefined) {
    const names = rows.map(({ name }) => name).join(", ");
    throw invalid(
      "labels",
      `There is no environment called “${unknown}”. A label is an environment of the project (${names}); add it in the settings.`,
    );
  }
  const chosen = rows.filter(({ name }) => targets.includes(name));
  const open = chosen.filter((row) => !isProtected(row)).map(({ name }) => name);
  if (open.length > 0) authorize(actor, { scope: "releases:write", role: "editor" });
  return { open, closed: chosen.filter(isProtected).map(({ name }) => name) };
}

/**
 * Releases a version where that needs no review, by the rules of every release, and refuses the other environments:
 * what goes live there has a note and was looked at.
 */
export async function applyLabels(
  actor: Actor,
  name: string,
  version: number,
  { open, closed }: LabelPlan,
): Promise<void> {
  const { id, name: prompt } = await loadPrompt(actor, name);
  const live = await listLive({ promptIds: [id] });
  const { commitMessage } = await loadVersion(actor, prompt, version);
  for (const environment of open) {
    const before = live.find((one) => one.environment === environment);
    if (before?.version.number === version) continue;
    const note = { goal: commitMessage, change: `Label “${environment}” set by ${actor.name}` };
    await releaseVersion(actor, { prompt, version, environment, note });
  }
  if (closed.length === 0) return;
  const page = `${env().GALLEY_URL}/${actor.projectSlug}/prompts/${encodeURIComponent(prompt)}/versions/${version}`;
  const list = closed.map((label) => `“${label}”`).join(", ");
  throw new AppError(
    "forbidden",
    `v${version} of ${prompt} is saved, but the label ${list} is not set: going live there needs a review and a release. Request a review of v${version}: ${page}`,
  );
}

/** Adds labels to a version; one that it has stays. */
export async function labelVersion(
  actor: Actor,
  { name, version }: { name: string; version: number },
  newLabels: readonly string[],
): Promise<LangfusePrompt> {
  authorize(actor, { scope: "releases:write", role: "editor" });
  const { latestVersion } = await loadPrompt(actor, name);
  await loadVersion(actor, name, version);
  if (newLabels.includes(LATEST) && version !== latestVersion) {
    throw invalid("newLabels", `“latest” is always the newest version: v${latestVersion} now.`);
  }
  await applyLabels(actor, name, version, await planLabels(actor, newLabels));
  return getLangfusePrompt(actor, name, { version });
}
