import "server-only";
import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { isAllowed } from "@/lib/auth/authorize";
import { knownActorNow } from "@/lib/auth/cached-actor";
import { noteKeyClient } from "@/lib/auth/note-key-client";
import { securityHeaders } from "@/lib/http/server/security-headers";
import { answerQuestion, type ServingAnswer } from "./answer-question";
import { servingNow } from "./serving-cache";

const START = "/api/v1/projects/";
const PATH = /^\/api\/v1\/projects\/([^/]+)\/prompts\/([^/]+)\/(served|serving)$/;
const MOST_UNIT = 500;
/** Up to here text goes out in one piece with the headers; beyond it bytes that are there already cost less. */
const MOST_TEXT = 16_000;

interface Question {
  project: string;
  prompt: string;
  environment: string;
  kind: "served" | "serving";
  unit: string | null;
}

/**
 * Answers what applications ask at every request of their own straight from memory, with what the contract's
 * handler would say: only while that handler has let this key through within seconds, and while what is live is
 * known. Everything else (first questions, refusals, sessions, odd queries) is left to it.
 * @returns whether it has answered
 */
export function answerWarm(req: IncomingMessage, res: ServerResponse): boolean {
  const { authorization } = req.headers;
  if (!authorization || req.method !== "GET" || !req.url?.startsWith(START)) return false;
  const question = readQuestion(req.url);
  if (!question) return false;
  const actor = knownActorNow(authorization, question.project);
  if (!actor || !isAllowed(actor, { scope: "prompts:read" })) return false;
  const { projectId } = actor;
  const { prompt, environment, kind, unit } = question;
  const serving = servingNow({ projectId, prompt, environment });
  const knownTags = req.headers["if-none-match"] ?? null;
  const answer = serving && answerQuestion(serving, { kind, unit, knownTags });
  if (!answer) return false;
  if (actor.kind === "key") {
    void noteKeyClient(actor.keyId, (name) => req.headers[name] as string | undefined);
  }
  const { status, headers, body } = answer;
  res.writeHead(status, [...rawHeaders(headers, body), "x-request-id", randomUUID()]);
  if (body && body.bytes.length > MOST_TEXT) res.end(body.bytes);
  else res.end(body?.text);
  return true;
}

const rawHeadersOf = new WeakMap<object, readonly string[]>();

/** All headers as they go out, put together once for each answer that is kept. */
function rawHeaders(
  headers: ServingAnswer["headers"],
  body: ServingAnswer["body"],
): readonly string[] {
  const earlier = rawHeadersOf.get(headers);
  if (earlier) return earlier;
  const length = body && { "content-length": String(body.bytes.length) };
  const raw = Object.entries({ ...securityHeaders(), ...headers, ...length }).flat();
  rawHeadersOf.set(headers, raw);
  return raw;
}

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
