import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { formatCountOf } from "@/lib/format-number";
import { invalid } from "@/lib/http/app-error";
import { compareRows, toReadable } from "@/lib/prompts/diff/compare-rows";
import { splitLines } from "@/lib/prompts/diff/diff-lines";
import { findMessage } from "@/lib/prompts/diff/diff-part";
import { jsonText } from "@/lib/prompts/diff/diff-versions";
import { textOf } from "@/lib/prompts/diff/message-text";
import type { VersionRow } from "@/lib/prompts/load-prompt";
import { loadBase } from "@/lib/reviews/load-base";
import { loadReview } from "@/lib/reviews/load-review";
import type { ReviewRow } from "@/lib/reviews/review-row";
import type { WriteComment } from "./comment-contract";

/** Where a new thread is to stand. On a line that nobody can see it would be a thread that nobody reads. */
export async function loadPlace(actor: Actor, id: string, input: WriteComment) {
  const review = await loadReview(actor, id);
  const place = {
    version: input.version ?? review.version.number,
    part: input.part ?? null,
    side: input.side ?? null,
    line: input.line ?? null,
    lineCount: input.lineCount,
    baseVersion: input.side === "from" ? await baseOf(review, input) : null,
  };
  const to = await loadNumbered(review, "version", place.version);
  const { part, line, lineCount, baseVersion } = place;
  if (line === null || !part) return place;
  const from = baseVersion === null ? null : await loadNumbered(review, "base", baseVersion);
  const text = from ? await oldText(review.projectId, from, to, part) : newText(to, part);
  const which = `v${baseVersion ?? place.version}`;
  if (text === undefined) throw invalid("part", `${part} of ${which} has no lines to comment on.`);
  const count = splitLines(text).length;
  if (line + lineCount - 1 > count) {
    throw invalid("line", `${part} of ${which} has ${formatCountOf(count, "line")}.`);
  }
  const lines = splitLines(text)
    .slice(line - 1, line - 1 + lineCount)
    .join("\n");
  if (input.suggestion === lines) {
    throw invalid("suggestion", "The edit changes nothing yet. Change its text, or leave it out.");
  }
  return place;
}

async function baseOf(review: ReviewRow, { base }: WriteComment): Promise<number> {
  const version = base ?? (await loadBase(review)).version;
  if (version === null) {
    const { number } = review.version;
    throw invalid("side", `v${number} is compared with nothing, so it has no old side.`);
  }
  return version;
}

async function loadNumbered(
  { promptId, prompt }: ReviewRow,
  path: string,
  number: number,
): Promise<VersionRow> {
  const row = await db.promptVersion.findUnique({
    where: { promptId_number: { promptId, number } },
  });
  if (!row) throw invalid(path, `${prompt.name} has no v${number}.`);
  return row;
}

function newText(row: VersionRow, part: string): string | undefined {
  const to = toReadable(row);
  if (part === "schema") return jsonText(to.outputSchema);
  const message = to.messages[Number(part.slice(1)) - 1];
  return message && textOf(message);
}

async function oldText(
  projectId: string,
  from: VersionRow,
  to: VersionRow,
  part: string,
): Promise<string | undefined> {
  const before = toReadable(from);
  if (part === "schema") return jsonText(before.outputSchema);
  const index = findMessage(await compareRows(projectId, from, to), part)?.from;
  const message = index === undefined ? undefined : before.messages[index - 1];
  return message && textOf(message);
}
