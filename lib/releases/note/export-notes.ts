import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { env } from "@/lib/env";
import type { ListReleases, Release } from "@/lib/releases/contract";
import { getRelease, listReleases } from "@/lib/releases/reads";
import { changelogMarkdown, noteMarkdown } from "./note-markdown";

const MOST_NOTES = 500;
const MOST_IN_FEED = 50;

/** One release note as a Markdown file. */
export async function exportRelease(actor: Actor, idOrNumber: string): Promise<Response> {
  authorize(actor, { scope: "prompts:read" });
  const release = await getRelease(actor, idOrNumber);
  const text = noteMarkdown({ ...release, releasedBy: release.releasedBy.name });
  return file(`${text}\n`, `release-${release.number}.md`);
}

/** The changelog of the project or of what the filters leave of it, newest first. */
export async function exportChangelog(
  actor: Actor,
  filters: Omit<ListReleases, "limit" | "cursor">,
): Promise<Response> {
  const { data } = await listReleases(actor, { ...filters, limit: MOST_NOTES });
  const of = filters.prompt ?? actor.projectSlug;
  const place = filters.environment ? `, ${filters.environment}` : "";
  return file(
    changelogMarkdown(`Changelog of ${of}${place}`, data),
    `changelog-${of.replace(/[^\w.-]/g, "-")}.md`,
  );
}

function file(text: string, name: string): Response {
  return new Response(text, {
    headers: {
      "content-type": "text/markdown; charset=utf-8",
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
    },
  });
}

/** The newest releases as RSS 2.0. */
export async function loadFeed(
  actor: Actor,
  filters: { prompt?: string | undefined; environment?: string | undefined },
): Promise<Response> {
  const { data } = await listReleases(actor, { ...filters, limit: MOST_IN_FEED });
  const root = `${env().GALLEY_URL}/${actor.projectSlug}/releases`;
  const of = [actor.projectSlug, filters.prompt, filters.environment].filter(Boolean).join(", ");
  const text = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel>
<title>${xml(`Releases: ${of}`)}</title>
<link>${xml(root)}</link>
<description>${xml(`What went live in ${actor.projectSlug}, and what was rolled back`)}</description>
${data.map((release) => itemOf(release, root)).join("\n")}
</channel></rss>
`;
  return new Response(text, {
    headers: {
      "content-type": "application/rss+xml; charset=utf-8",
      "cache-control": "private, no-cache",
    },
  });
}

function itemOf(release: Release, root: string): string {
  const { prompt, version, environment, rolledBack, id, number, releasedAt, releasedBy } = release;
  const title = rolledBack
    ? version === null
      ? `${prompt} taken offline in ${environment}`
      : `${prompt} rolled back to v${version} in ${environment}`
    : `${prompt} v${version} to ${environment}`;
  return `<item>
<title>${xml(title)}</title>
<link>${xml(`${root}/${number}`)}</link>
<guid isPermaLink="false">${id}</guid>
<pubDate>${new Date(releasedAt).toUTCString()}</pubDate>
<author>${xml(releasedBy.name)}</author>
<description>${xml(noteMarkdown({ ...release, releasedBy: releasedBy.name }))}</description>
</item>`;
}

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** Also without the control characters that no XML may hold. */
const xml = (text: string) =>
  text.replace(/[^\P{Cc}\t\n\r]/gu, "").replace(/[&<>"']/g, (c) => ENTITIES[c] ?? c);
