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
  if (method !== "GET" || !url?.startsWith(START)) return null;
  const question = readQuestion(url);
  if (!question) return null;
  const actor = knownActorNow(headers, question.project);
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
  const question = isServingPath(url) ? readQuestion(url) : null;
  const actor = question && lastActorOf(headers, question.project);
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
  try {
    const query = readQuery(at < 0 ? "" : url.slice(at + 1));
    if (!query || (query.unit?.length ?? 0) > MOST_UNIT) return null;
    return {
      project: decode(project),
      prompt: decode(name),
      environment: query.environment ?? "production",
      kind: kind === "served" ? "served" : "serving",
      unit: query.unit ?? null,
    };
  } catch {
    return null;
  }
}

/** The parameters that a question may have, null when one occurs twice. Reading all costs more than the answer. */
function readQuery(query: string): { environment?: string; unit?: string } | null {
  const values: { environment?: string; unit?: string } = {};
  for (const part of query.split("&")) {
    const equals = part.indexOf("=");
    const name = decode(equals < 0 ? part : part.slice(0, equals));
    if (name !== "environment" && name !== "unit") continue;
    if (values[name] !== undefined) return null;
    values[name] = equals < 0 ? "" : decode(part.slice(equals + 1).replaceAll("+", " "));
  }
  return values;
}

const decode = (text: string) => (text.includes("%") ? decodeURIComponent(text) : text);
