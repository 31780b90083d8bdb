import "server-only";
import type { IncomingMessage } from "node:http";
import { isAllowed } from "@/lib/auth/authorize";
import { knownActorNow, lastActorOf } from "@/lib/auth/cached-actor";
import { noteKeyClient } from "@/lib/auth/note-key-client";
import { makeWireAnswer, type WireAnswer } from "@/lib/http/server/wire-answer";
import { answerQuestion, type ServingAnswer } from "./answer-question";
import { isKnownPlace, servingNow } from "./serving-cache";

const START = "/api/v1/projects/";
const PATH = /^\/api\/v1\/projects\/([^/]+)\/prompts\/([^/]+)\/(served|serving)$/;
const MOST_UNIT = 500;

type Asked = Pick<IncomingMessage, "method" | "url" | "headers">;

interface Question {
  project: string;
  prompt: string;
  environment: string;
  kind: "served" | "serving";
  unit: string | null;
}

/**
 * What applications ask at every request of their own, straight from memory, with what the contract's handler would
 * say: only while that handler has let this key through within seconds, and while what is live is known. Null for
 * everything else (first questions, refusals, sessions, odd queries), which is left to the handler.
 */
export function answerWarm({ method, url, headers }: Asked): WireAnswer | null {
  const { authorization } = headers;
  if (!authorization || method !== "GET" || !url?.startsWith(START)) return null;
  const question = readQuestion(url);
  if (!question) return null;
  const actor = knownActorNow(authorization, question.project);
  if (!actor || !isAllowed(actor, { scope: "prompts:read" })) return null;
  const { projectId } = actor;
  const { prompt, environment, kind, unit } = question;
  const serving = servingNow({ projectId, prompt, environment });
  const knownTags = headers["if-none-match"] ?? null;
  const answer = serving && answerQuestion(serving, { kind, unit, knownTags });
  if (!answer) return null;
  if (actor.kind === "key") {
    void noteKeyClient(actor.keyId, (name) => headers[name] as string | undefined);
  }
  return wireAnswerOf(answer);
}

/** Whether whoever asks got an answer before: then there is one, whatever the database does. */
export function isServedBefore({ url = "", headers }: Asked): boolean {
  const { authorization } = headers;
  const question = authorization && isServingPath(url) ? readQuestion(url) : null;
  const actor = question && authorization ? lastActorOf(authorization, question.project) : null;
  if (!question || !actor) return false;
  const { prompt, environment } = question;
  return isKnownPlace({ projectId: actor.projectId, prompt, environment });
}

/** Whether it is one of the addresses that are warm most of the time. */
export const isServingPath = (url: string) => url.startsWith(START) && PATH.test(pathOf(url));

const wireAnswers = new WeakMap<object, WireAnswer>();

/** Put together once for each answer that is kept, which has the same headers each time. */
function wireAnswerOf({ status, headers, body }: ServingAnswer): WireAnswer {
  const earlier = wireAnswers.get(headers);
  if (earlier) return earlier;
  const answer = makeWireAnswer(status, { headers, body: body?.bytes ?? null });
  wireAnswers.set(headers, answer);
  return answer;
}

const pathOf = (url: string) => url.split("?", 1)[0] ?? url;

/** Null: it is another address, or one that the contract has to look at. */
function readQuestion(url: string): Question | null {
  const at = url.indexOf("?");
  const match = PATH.exec(at < 0 ? url : url.slice(0, at));
  if (!match) return null;
  const [, project = "", name = "", kind] = match;
  const query = at < 0 ? null : new URLSearchParams(url.slice(at + 1));
  const environments = query?.getAll("environment") ?? [];
  const units = query?.getAll("unit") ?? [];
  if (environments.length > 1 || units.length > 1) return null;
  if ((units[0]?.length ?? 0) > MOST_UNIT) return null;
  try {
    return {
      project: decodeURIComponent(project),
      prompt: decodeURIComponent(name),
      environment: environments[0] ?? "production",
      kind: kind === "served" ? "served" : "serving",
      unit: units[0] ?? null,
    };
  } catch {
    return null;
  }
}
