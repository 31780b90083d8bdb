import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { notFound } from "@/lib/http/app-error";
import { listenForReleases } from "./listen-for-releases";
import { getCachedServing } from "./serving-cache";
import type { Answer } from "./serving-document";

interface Question {
  name: string;
  environment: string;
  request: Request;
}

/**
 * The one version for a unit. Warm, it is answered from the memory of the web process: no database query,
 * neither for the version nor (within a few seconds) for the API key.
 */
export async function getServed(actor: Actor, question: Question): Promise<Response> {
  const { served } = await readAnswers(actor, question);
  return respond(question.request, served);
}

/** The document that an SDK keeps and revalidates with its ETag. */
export async function getServing(actor: Actor, question: Question): Promise<Response> {
  const { document } = await readAnswers(actor, question);
  return respond(question.request, document);
}

async function readAnswers(actor: Actor, { name, environment }: Question) {
  authorize(actor, { scope: "prompts:read" });
  // Not waited for: while it connects, what is kept is looked at again every second.
  void listenForReleases();
  const { answers } = await getCachedServing({
    projectId: actor.projectId,
    prompt: name,
    environment,
  });
  if (!answers) throw notFound(`A release of ${name} to ${environment}`);
  return answers;
}

function respond(request: Request, { text, etag }: Answer): Response {
  const headers = { etag, "cache-control": "private, no-cache" };
  if (request.headers.get("if-none-match") === etag) {
    return new Response(null, { status: 304, headers });
  }
  return new Response(text, { headers: { ...headers, "content-type": "application/json" } });
}
