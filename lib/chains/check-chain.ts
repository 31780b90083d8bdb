import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { compute } from "@/lib/compute/compute";
import { db } from "@/lib/db/client";
import type { FieldError } from "@/lib/http/app-error";
import { toFieldError } from "@/lib/http/field-error";
import type { ChainContent, EndpointAuth, StepOf } from "@/lib/prompts/chain/chain-content";
import { checkWiring, listOutputs, type WiringProblem } from "@/lib/prompts/chain/check-wiring";
import { type PinnedPrompt, pinOf } from "@/lib/prompts/chain/step-output";
import { loadPinnedPrompts } from "@/lib/prompts/load-content";
import { loadLive } from "@/lib/prompts/load-live";
import { promptNamed } from "@/lib/prompts/prompt-named";
import { variableNames } from "@/lib/prompts/template/list-variables";
import { urlGuard } from "@/lib/providers/connections/find-connection";
import { requireAllowedUrl } from "@/lib/providers/guard/ssrf-guard";
import { isProviderError } from "@/lib/providers/provider-error";
import { asksModel } from "@/lib/scorers/asks-model";
import { checkScorers } from "@/lib/scorers/check-scorers";
import { ScorerSpec } from "@/lib/scorers/contract";
import type { JsonObject } from "@/lib/scorers/json-value";
import type { ChainCheck } from "./contract";

/** Everything that is wrong with a chain, and what the editor must know to help. */
export async function checkChain(actor: Actor, content: ChainContent): Promise<ChainCheck> {
  authorize(actor, { scope: "prompts:read" });
  const prompts = await loadPinnedFacts(actor, content);
  const steps = content.steps.filter((step) => step.kind === "prompt");
  return {
    problems: await listProblems(actor, content, prompts),
    outputs: listOutputs(content, prompts),
    prompts: await Promise.all(steps.map((step) => describePrompt(actor, step, prompts))),
  };
}

/** Mistakes in the wiring, in scorers, code and addresses, with their places. */
export async function listProblems(
  actor: Actor,
  content: ChainContent,
  prompts?: ReadonlyMap<string, PinnedPrompt>,
): Promise<WiringProblem[]> {
  const wiring = checkWiring(content, prompts ?? (await loadPinnedFacts(actor, content)));
  const others = await checkSchemas(actor, content);
  for (const [index, step] of content.steps.entries()) {
    const place = `steps.${index}.config`;
    if (step.kind === "validate") others.push(...(await checkScorer(actor, step, place)));
    if (step.kind === "code") others.push(...(await checkCode(actor, step, place)));
    if (step.kind === "retrieve") others.push(...(await checkDocuments(actor, step, place)));
    if ("url" in step.config && step.config.url) {
      others.push(...checkUrl(step.config.url, place));
      others.push(...(await checkAuth(actor, step.config.url, step.config.auth, place)));
    }
  }
  return [...wiring, ...others];
}

async function loadPinnedFacts(
  actor: Actor,
  content: ChainContent,
): Promise<Map<string, PinnedPrompt>> {
  const contents = await loadPinnedPrompts(actor.projectId, content);
  return new Map(
    Object.entries(contents).map(([pin, { messages, outputSchema }]) => [
      pin,
      { variables: variableNames(messages), outputSchema: outputSchema ?? null },
    ]),
  );
}

/** What a run could not check values against. */
async function checkSchemas(
  { projectId }: Actor,
  { inputs, steps }: ChainContent,
): Promise<FieldError[]> {
  const ofSteps = steps.flatMap((step, index) => {
    const place = `steps.${index}.config`;
    const output = "outputSchema" in step.config ? step.config.outputSchema : undefined;
    return [
      ...(step.kind === "tool"
        ? [{ path: `${place}.tool.parameters`, schema: step.config.tool.parameters }]
        : []),
      ...(output ? [{ path: `${place}.outputSchema`, schema: output }] : []),
    ];
  });
  const errors: FieldError[] = [];
  for (const { path, schema } of [
    ...(inputs ? [{ path: "inputs", schema: inputs }] : []),
    ...ofSteps,
  ]) {
    const { problem } = await compute(
      "matchSchema",
      { schema: schema as JsonObject },
      { projectId },
    );
    if (problem !== null) errors.push({ path, message: problem });
  }
  return errors;
}

async function checkScorer(
  actor: Actor,
  { config }: StepOf<"validate">,
  place: string,
): Promise<FieldError[]> {
  const path = `${place}.scorer`;
  const spec = ScorerSpec.safeParse(config.scorer);
  if (!spec.success) {
    return spec.error.issues.slice(0, 5).map((issue) => {
      const error = toFieldError(issue);
      return { ...error, path: error.path ? `${path}.${error.path}` : path };
    });
  }
  if (asksModel([spec.data])) {
    const message =
      "A validation asks no model. Use a rule, or judge the answers in evals and online scorers.";
    return [{ path, message }];
  }
  const problems = await checkScorers(actor.projectId, [spec.data]);
  return problems.map(({ message }) => ({ path, message }));
}

async function checkCode(
  actor: Actor,
  { config }: StepOf<"code">,
  place: string,
): Promise<FieldError[]> {
  const code = `Function("input", '"use strict";\\n' + output); return true;`;
  const script = { code, values: { output: config.code } };
  const result = await compute("runScript", script, { projectId: actor.projectId });
  return result.ok ? [] : [{ path: `${place}.code`, message: result.reason }];
}

async function checkDocuments(
  actor: Actor,
  { config }: StepOf<"retrieve">,
  place: string,
): Promise<FieldError[]> {
  const { documents, revision } = config;
  if (documents === undefined) return [];
  const set = await db.documentSet.findUnique({
    where: { projectId_name: { projectId: actor.projectId, name: documents } },
  });
  if (!set) {
    return [{ path: `${place}.documents`, message: `There is no document set “${documents}”.` }];
  }
  if (revision !== undefined && revision > set.revision) {
    const message = `${documents} has no revision ${revision} yet; the newest is ${set.revision}.`;
    return [{ path: `${place}.revision`, message }];
  }
  return [];
}

function checkUrl(url: string, place: string): FieldError[] {
  try {
    requireAllowedUrl(url, urlGuard());
    return [];
  } catch (error) {
    if (!isProviderError(error)) throw error;
    return [{ path: `${place}.url`, message: error.message }];
  }
}

/** A secret is sent to its own server alone, so nobody learns it by another address. */
async function checkAuth(
  { projectId }: Actor,
  url: string,
  auth: EndpointAuth | undefined,
  place: string,
): Promise<FieldError[]> {
  if (!auth) return [];
  const path = `${place}.auth.secret`;
  const secret = await db.endpointSecret.findUnique({
    where: { projectId_name: { projectId, name: auth.secret } },
    select: { origin: true },
  });
  if (!secret) {
    return [{ path, message: `There is no secret “${auth.secret}”. Add it in Settings, Models.` }];
  }
  if (secret.origin === new URL(url).origin) return [];
  return [{ path, message: `“${auth.secret}” is sent to ${secret.origin} alone. Choose another.` }];
}

async function describePrompt(
  actor: Actor,
  { key, config }: StepOf<"prompt">,
  prompts: ReadonlyMap<string, PinnedPrompt>,
): Promise<ChainCheck["prompts"][number]> {
  const row = await db.prompt.findFirst({
    where: { projectId: actor.projectId, ...promptNamed(config.prompt) },
  });
  const live = row ? ((await loadLive([row.id])).get(row.id) ?? {}) : {};
  return {
    key,
    variables: [...(prompts.get(pinOf(config))?.variables ?? [])],
    latestVersion: row?.latestVersion ?? 0,
    liveVersions: Object.entries(live).map(([environment, { version }]) => ({
      environment,
      version,
    })),
  };
}
