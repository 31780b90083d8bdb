import { db } from "@/lib/db/client";
import { splitLines } from "@/lib/prompts/diff-lines";
import { contentOf, loadVersion } from "@/lib/prompts/load-prompt";
import {
  Approve,
  RequestReview,
  type RequestReviewInput,
  WriteComment,
} from "@/lib/reviews/contract";
import { approve } from "@/lib/reviews/decide-review";
import { requestReview } from "@/lib/reviews/request-review";
import { writeComment } from "@/lib/reviews/write-comment";
import type { DemoPersonKey } from "./demo-content";
import { actorOf } from "./seed-content";

const TRIAGE = "support/triage";

/** Beside the one that the release of v2 came from: one that is approved, one under way. */
export async function seedReviews(projectId: string): Promise<void> {
  await seedApprovedReview(projectId);
  await seedOpenReview(projectId);
}

async function seedApprovedReview(projectId: string): Promise<void> {
  const reply = await ask(projectId, "ines", {
    prompt: "support/reply",
    version: 2,
    title: "Reply in the customer's language, in 120 words",
    description:
      "Replies were too long, and promised dates that the policy does not hold. Nothing is measured here yet: a spec comes with the next version.",
    ticketUrl: "https://tickets.northwind.example/NW-364",
  });
  if (reply) {
    await approve(
      await actorOf("tomas"),
      reply,
      Approve.parse({ version: 2, body: "Fine for me. Let us write the spec before v3." }),
    );
  }
}

/** After v2 went live: its examples help, and cost what is not in English. */
async function seedOpenReview(projectId: string): Promise<void> {
  const review = await ask(projectId, "tomas", {
    prompt: TRIAGE,
    version: 3,
    title: "Show two examples of each category",
    description:
      "Examples lift the whole. To make room for them the word lists are down to German and French.",
    ticketUrl: "https://tickets.northwind.example/NW-377",
  });
  if (!review) return;
  const priya = await actorOf("priya");
  const version = contentOf(await loadVersion(priya, TRIAGE, 3));
  const [system] = version.messages;
  const lines = system && "content" in system ? splitLines(system.content) : [];
  const index = lines.findIndex((line) => line.includes("stornieren"));
  const text = lines[index];
  if (text === undefined) throw new Error("v3 of the demo has no line about cancelling.");
  const thread = await writeComment(
    priya,
    review,
    WriteComment.parse({
      part: "m1",
      side: "to",
      line: index + 1,
      body: "Here the Spanish, Portuguese and Dutch words are gone, and the tickets that now fail are in these languages. Could we keep them beside the examples?",
      suggestion: text.replace(/\)$/, "; cancelar, anular el pedido; cancelem; annuleren)"),
    }),
  );
  await writeComment(
    await actorOf("ines"),
    review,
    WriteComment.parse({
      parentId: thread.id,
      body: "I try it with the word lists and examples in other languages: that is v4.",
    }),
  );
}

/** Asks for production; answers the id, or null when somebody has asked before. */
async function ask(
  projectId: string,
  by: DemoPersonKey,
  input: Omit<RequestReviewInput, "environment">,
): Promise<string | null> {
  const known = await db.review.count({
    where: {
      projectId,
      prompt: { name: input.prompt },
      version: { number: input.version },
      environment: { name: "production" },
    },
  });
  if (known > 0) return null;
  const asked = RequestReview.parse({ ...input, environment: "production" });
  return (await requestReview(await actorOf(by), asked)).id;
}
