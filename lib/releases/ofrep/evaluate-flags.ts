import "server-only";
import pLimit from "p-limit";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { listDeployedPrompts } from "@/lib/deployments/list-deployed-prompts";
import { isAppError } from "@/lib/http/app-error";
import { etagOf, namesEtag } from "@/lib/http/etag";
import { toProblem } from "@/lib/http/problem";
import { answerQuestion } from "@/lib/releases/serving/answer-question";
import { listenForReleases } from "@/lib/releases/serving/listen-for-releases";
import type { Answer } from "@/lib/releases/serving/serving-answers";
import { getCachedServing } from "@/lib/releases/serving/serving-cache";
import type { Served } from "@/lib/releases/serving/serving-contract";
import type { Evaluation, EvaluationError, EvaluationRequest } from "./ofrep-contract";

type Context = EvaluationRequest["context"];

/** Prompts that are read at once where nothing is in memory yet: each takes a connection to the database. */
const AT_ONCE = 5;

const CODE: Record<string, string> = {
  not_found: "FLAG_NOT_FOUND",
  invalid: "INVALID_CONTEXT",
  malformed: "PARSE_ERROR",
};

/** One prompt as a flag, by OFREP 0.3; an unknown one, or one with nothing live, is FLAG_NOT_FOUND. */
export async function evaluateFlag(
  actor: Actor,
  key: string,
  { context }: EvaluationRequest,
): Promise<Response> {
  authorize(actor, { scope: "prompts:read" });
  void listenForReleases();
  const body = await findServed(actor, key, context);
  if (body) return Response.json(toEvaluation(key, body, context));
  const error: EvaluationError = {
    key,
    errorCode: "FLAG_NOT_FOUND",
    errorDetails: `Nothing of “${key}” is live in ${context.environment}.`,
  };
  return Response.json(error, { status: 404 });
}

/** All prompts with something live in the environment. */
export async function evaluateFlags(
  actor: Actor,
  { context }: EvaluationRequest,
  request: Request,
): Promise<Response> {
  authorize(actor, { scope: "prompts:read" });
  void listenForReleases();
  const names = await listDeployedPrompts(actor.projectId, context.environment);
  const limit = pLimit(AT_ONCE);
  const answers = await Promise.all(
    names.map((key) => limit(async () => ({ key, body: await findServed(actor, key, context) }))),
  );
  const live = answers.flatMap(({ key, body }) => (body ? [{ key, body }] : []));
  // Without a unit the same version has another reason.
  const of = context.targetingKey ? "unit" : "nobody";
  const etag = etagOf([of, ...live.map(({ key, body }) => `${key} ${body.etag}`)].join("\n"));
  if (namesEtag(request.headers.get("if-none-match") ?? "", etag)) {
    return new Response(null, { status: 304, headers: { etag } });
  }
  const flags = live.map(({ key, body }) => toEvaluation(key, body, context));
  return Response.json({ flags }, { headers: { etag } });
}

/** null: an unknown prompt, or nothing of it is live. */
async function findServed(
  { projectId }: Actor,
  key: string,
  { targetingKey, environment }: Context,
): Promise<Answer | null> {
  const serving = await getCachedServing({ projectId, prompt: key, environment }).catch(
    (error: unknown) => {
      if (isAppError(error) && error.code === "not_found") return null;
      throw error;
    },
  );
  const question = { kind: "served", unit: targetingKey ?? null, knownTags: null } as const;
  return (serving && answerQuestion(serving, question)?.body) ?? null;
}

function toEvaluation(
  key: string,
  { text }: Answer,
  { targetingKey, environment }: Context,
): Evaluation {
  const value = JSON.parse(text) as Served;
  const { arm, rolloutId } = value.assignment;
  const metadata = {
    version: value.version,
    environment,
    ...(arm ? { arm } : {}),
    ...(rolloutId ? { rolloutId } : {}),
  };
  const reason = reasonOf(value.assignment, Boolean(targetingKey));
  return { key, value, variant: arm ?? `v${value.version}`, reason, metadata };
}

function reasonOf(
  { rolloutId, isPinned }: Served["assignment"],
  hasUnit: boolean,
): Evaluation["reason"] {
  if (isPinned) return "TARGETING_MATCH";
  if (rolloutId === undefined) return "STATIC";
  return hasUnit ? "SPLIT" : "DEFAULT";
}

/** Refusals in OFREP's form, with the status and the headers that they have elsewhere. */
export async function toOfrepError(
  error: unknown,
  requestId: string,
  request: Request,
): Promise<Response> {
  const problem = toProblem(error, requestId);
  const { code, detail } = (await problem.json()) as { code: string; detail: string };
  const key = /\/flags\/(.+)/.exec(new URL(request.url).pathname)?.[1];
  const body: EvaluationError = {
    ...(key ? { key: decodeURIComponent(key) } : {}),
    errorCode: CODE[code] ?? "GENERAL",
    errorDetails: detail,
  };
  const headers = new Headers(problem.headers);
  headers.set("content-type", "application/json");
  const status = problem.status === 422 ? 400 : problem.status;
  return new Response(JSON.stringify(body), { status, headers });
}
