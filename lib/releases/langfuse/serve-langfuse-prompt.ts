import "server-only";
import { LRUCache } from "lru-cache";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { isDatabaseGone } from "@/lib/db/is-database-gone";
import { log } from "@/lib/http/log";
import type { LangfusePrompt } from "./langfuse-contract";
import { getLangfusePrompt, type LangfuseQuestion } from "./reads";

/** In characters, of all answers together. */
const MOST_KEPT = 50_000_000;

const lastAnswers = new LRUCache<string, LangfusePrompt>({
  maxSize: MOST_KEPT,
  sizeCalculation: (answer) => JSON.stringify(answer).length,
});

/**
 * As `getLangfusePrompt`; while the database is away, what it answered last. These clients keep copies of their own,
 * but an application that starts meanwhile has none.
 */
export async function serveLangfusePrompt(
  actor: Actor,
  name: string,
  question: LangfuseQuestion,
): Promise<LangfusePrompt> {
  authorize(actor, { scope: "prompts:read" });
  const key = JSON.stringify([actor.projectId, name, question.label, question.version]);
  try {
    const answer = await getLangfusePrompt(actor, name, question);
    lastAnswers.set(key, answer);
    return answer;
  } catch (error) {
    const isGone = isDatabaseGone(error);
    if (!isGone) lastAnswers.delete(key);
    const last = lastAnswers.get(key);
    if (!last) throw error;
    log().warn({ err: error, prompt: name }, "serving the last known version");
    return last;
  }
}
