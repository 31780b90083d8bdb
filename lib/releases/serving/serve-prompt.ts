import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { notFound } from "@/lib/http/app-error";
import { answerQuestion, type ServingQuestion } from "./answer-question";
import { listenForReleases } from "./listen-for-releases";
import { getCachedServing } from "./serving-cache";

interface Question extends Omit<ServingQuestion, "knownTags"> {
  name: string;
  environment: string;
  request: Request;
}

/**
 * The one version for a unit, or the document that an SDK keeps. Warm, it is answered from the memory of the web
 * process: no database query, neither for the version nor (within a second or two) for the API key.
 */
export async function servePrompt(
  actor: Actor,
  { name, environment, request, ...question }: Question,
): Promise<Response> {
  authorize(actor, { scope: "prompts:read" });
  // Not waited for: while it connects, what is kept is looked at again every second.
  void listenForReleases();
  const serving = await getCachedServing({
    projectId: actor.projectId,
    prompt: name,
    environment,
  });
  const answer = answerQuestion(serving, {
    ...question,
    knownTags: request.headers.get("if-none-match"),
  });
  if (!answer) throw notFound(`A release of ${name} to ${environment}`);
  const { status, headers, body } = answer;
  return new Response(body?.text ?? null, { status, headers });
}
