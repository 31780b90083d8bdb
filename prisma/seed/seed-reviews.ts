import { db } from "@/lib/db/client";
import { splitLines } from "@/lib/prompts/diff/diff-lines";
import { contentOf, loadVersion } from "@/lib/prompts/load-prompt";
import { WriteComment } from "@/lib/reviews/comments/comment-contract";
import { writeComment } from "@/lib/reviews/comments/write-comment";
import { RequestReview, type RequestReviewInput } from "@/lib/reviews/contract";
import { approve } from "@/lib/reviews/decide-review";
import { Approve } from "@/lib/reviews/decision-contract";
import { requestReview } from "@/lib/reviews/request-review";
import { type DemoPersonKey, ticketUrl } from "./content/demo-content";
import { actorOf } from "./seed-content";

const TRIAGE = "support/triage";

const REVIEWS = {
  "triage v2": {
    by: "ines",
    prompt: TRIAGE,
    version: 2,
    title: "Definitions for all twelve categories",
    description: "Names alone were not enough: half of the billing tickets went to refunds.",
    ticketUrl: ticketUrl(358),
  },
  "escalation v2": {
    by: "tomas",
    prompt: "support/escalation-check",
    version: 2,
    title: "Say what a person must see",
    description: "With the names alone, injuries and threats were answered by the assistant.",
    ticketUrl: ticketUrl(371),
  },
  "escalation v3": {
    by: "ines",
    prompt: "support/escalation-check",
    version: 3,
    title: "One short line for each label",
    description:
      "The list of what a person must see had grown long. Injuries and requests for a person stay, the rest goes: fewer tokens in every message.",
    ticketUrl: ticketUrl(396),
  },
  "reply v2": {
    by: "ines",
    prompt: "support/reply",
    version: 2,
    title: "Reply in the customer's language, in 120 words",
    description:
      "Replies were too long, and promised dates that the policy does not hold. Nothing is measured here yet: a spec comes with the next version.",
    ticketUrl: ticketUrl(364),
  },
  "triage v3": {
    by: "tomas",
    prompt: TRIAGE,
    version: 3,
    title: "Show two examples of each category",
    description:
      "Examples lift the whole. To make room for them the word lists are down to German and French.",
    ticketUrl: ticketUrl(377),
  },
  "triage v4": {
    by: "ines",
    prompt: TRIAGE,
    version: 4,
    title: "Examples and words in all six languages",
    description:
      "v3 lost the tickets in Spanish, Portuguese and Dutch. Their words are back, and there are examples that are not in English. The prompt is longer for it.",
    ticketUrl: ticketUrl(392),
  },
} as const satisfies Record<
  string,
  Omit<RequestReviewInput, "environment"> & { by: DemoPersonKey }
>;

/** The demo's review of a version for production, once somebody has asked for it. */
function findReview(projectId: string, which: keyof typeof REVIEWS) {
  const { prompt, version } = REVIEWS[which];
  return db.review.findFirst({
    where: {
      projectId,
      prompt: { name: prompt },
      version: { number: version },
      environment: { name: "production" },
    },
    include: { decisions: true, comments: true },
  });
}

export async function askForReview(projectId: string, which: keyof typeof REVIEWS): Promise<void> {
  if (await findReview(projectId, which)) return;
  const { by, ...input } = REVIEWS[which];
  const request = RequestReview.parse({ ...input, environment: "production" });
  await requestReview(await actorOf(by), request);
}

export async function approveReview(
  projectId: string,
  which: keyof typeof REVIEWS,
  body: string,
): Promise<void> {
  const review = await findReview(projectId, which);
  if (!review || review.decisions.length > 0) return;
  // Nobody approves what they wrote themselves.
  const approver = REVIEWS[which].by === "tomas" ? "priya" : "tomas";
  await approve(await actorOf(approver), review.id, Approve.parse({ body }));
}

interface Thread {
  version: number;
  words: string;
  body: string;
  suggest?: (line: string) => string;
  by: DemoPersonKey;
  answer: string;
}

/** Seen before the release, and let pass. */
export const discussExamples = (projectId: string) =>
  discuss(projectId, "triage v3", {
    version: 3,
    words: "stornieren",
    body: "Here the Spanish, Portuguese and Dutch words are gone. Do we have many such tickets?",
    by: "tomas",
    answer: "About one in ten. The examples may carry them; I look at the traces tomorrow.",
  });

export const discussPairing = (projectId: string) =>
  discuss(projectId, "triage v4", {
    version: 4,
    words: "account_access: ",
    body: "The app's own word for this is “pairing”. Customers write it in all languages. Could it stand here, too?",
    suggest: (line) => line.replace("authenticator code", "authenticator code, pairing"),
    by: "ines",
    answer: "Good one. I take it over when somebody has looked at the rest.",
  });

/** Priya asks, somebody answers. */
async function discuss(
  projectId: string,
  which: keyof typeof REVIEWS,
  { version, words, body, suggest, by, answer }: Thread,
): Promise<void> {
  const review = await findReview(projectId, which);
  if (!review || review.comments.length > 0) return;
  const { text, ...place } = await placeOf(version, words);
  const comment = { ...place, body, ...(suggest ? { suggestion: suggest(text) } : {}) };
  const thread = await writeComment(await actorOf("priya"), review.id, WriteComment.parse(comment));
  const reply = WriteComment.parse({ parentId: thread.id, body: answer });
  await writeComment(await actorOf(by), review.id, reply);
}

/** The line of a version's first message that holds these words. */
async function placeOf(number: number, words: string) {
  const version = contentOf(await loadVersion(await actorOf("priya"), TRIAGE, number));
  const [system] = version.messages;
  const lines = system && "content" in system ? splitLines(system.content) : [];
  const index = lines.findIndex((line) => line.includes(words));
  const text = lines[index];
  if (text === undefined) throw new Error(`v${number} of the demo has no line with “${words}”.`);
  return { part: "m1", side: "to", line: index + 1, text } as const;
}
