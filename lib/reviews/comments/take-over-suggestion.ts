import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { AppError, notFound } from "@/lib/http/app-error";
import { splitLines } from "@/lib/prompts/diff/diff-lines";
import { contentOf, loadVersion } from "@/lib/prompts/load-prompt";
import { getDraft } from "@/lib/prompts/reads";
import { saveDraft } from "@/lib/prompts/save-draft";
import type { PromptMessage, VersionContent } from "@/lib/prompts/version-contract";
import { reviewEvent } from "@/lib/reviews/announce-review";
import { applySuggestion } from "./apply-suggestion";
import { findComment } from "./write-comment";

/** Puts a suggested text into the actor's own draft, which begins from the version under review if there is none. */
export async function takeOverSuggestion(
  actor: Actor,
  { id, comment: commentId }: { id: string; comment: string },
): Promise<{ prompt: string; revision: number }> {
  authorize(actor, { scope: "prompts:write", role: "editor" });
  const { review, comment } = await findComment(actor, id, commentId);
  const { suggestion, part, line, lineCount } = comment;
  if (suggestion === null || !part || line === null) throw notFound("A suggestion here");
  const prompt = review.prompt.name;
  const reviewed = contentOf(await loadVersion(actor, prompt, comment.version));
  const index = Number(part.slice(1)) - 1;
  const lines = splitLines(textAt(reviewed, index) ?? "").slice(line - 1, line - 1 + lineCount);
  const draft = await getDraft(actor, prompt);
  const content = draft?.content ?? reviewed;
  const changed = withText(content, index, (text) =>
    applySuggestion(text, lines, line, suggestion),
  );
  if (!changed) {
    throw new AppError(
      "conflict",
      "These lines have changed in your draft. Apply the suggestion by hand.",
    );
  }
  const saved = await saveDraft(actor, prompt, {
    content: changed,
    baseVersion: draft ? draft.baseVersion : comment.version,
    expectedRevision: draft?.revision ?? 0,
  });
  await db.$transaction(async (tx) => {
    await tx.reviewComment.update({
      where: { id: comment.id },
      data: { takenOverAt: new Date() },
    });
    const data = { comment: comment.id, part, line };
    await recordEvent(tx, actor, reviewEvent(review, "review.suggestion_taken_over", data));
  });
  return { prompt, revision: saved.revision };
}

function textAt({ messages }: VersionContent, index: number): string | null {
  const message = messages[index];
  return message && "content" in message ? message.content : null;
}

function withText(
  content: VersionContent,
  index: number,
  change: (text: string) => string | null,
): VersionContent | null {
  const text = textAt(content, index);
  const changed = text === null ? null : change(text);
  if (changed === null) return null;
  const messages = content.messages.map(
    (message, at): PromptMessage =>
      at === index && "content" in message ? { ...message, content: changed } : message,
  );
  return { ...content, messages };
}
