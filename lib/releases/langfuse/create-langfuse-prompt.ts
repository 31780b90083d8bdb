import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { invalid } from "@/lib/http/app-error";
import { parseInput } from "@/lib/http/body/parse-input";
import { checkContent } from "@/lib/prompts/check-content";
import { createPrompt } from "@/lib/prompts/create-prompt";
import { contentOf } from "@/lib/prompts/load-prompt";
import { promptNamed } from "@/lib/prompts/prompt-named";
import { updatePrompt } from "@/lib/prompts/update-prompt";
import { CreateVersion } from "@/lib/prompts/version-contract";
import { ConnectionKind, type ModelRef } from "@/lib/providers/contract";
import { saveVersionUnderReview } from "@/lib/reviews/save-version-under-review";
import { chooseModel } from "./choose-model";
import { applyLabels, planLabels } from "./label-version";
import type { CreateLangfusePrompt, LangfuseMessage, LangfusePrompt } from "./langfuse-contract";
import { type ParsedConfig, parseConfig } from "./prompt-config";
import { getLangfusePrompt } from "./reads";

/**
 * Saves a version of a prompt, which is made when it is new and comes back when it was archived. The version stays
 * also where a label is refused.
 */
export async function createLangfusePrompt(
  actor: Actor,
  body: CreateLangfusePrompt,
): Promise<LangfusePrompt> {
  authorize(actor, { scope: "prompts:write", role: "editor" });
  const { name, type: kind, tags } = body;
  const labels = await planLabels(actor, body.labels);
  const prompt = await db.prompt.findFirst({
    where: { projectId: actor.projectId, ...promptNamed(name) },
  });
  if (prompt && prompt.kind !== kind) {
    throw invalid("type", `${name} is a ${prompt.kind} prompt, and stays one.`);
  }
  const input = await readVersion(actor, prompt, body);
  // Before the prompt is made, which would be left without a version.
  const [problem] = checkContent(kind, input);
  if (problem) throw invalid(problem.path, problem.message);
  if (!prompt) await createPrompt(actor, { name, kind });
  const { number } = await saveVersionUnderReview(actor, name, input);
  const isRestored = prompt !== null && prompt.archivedAt !== null;
  if (tags || isRestored) {
    await updatePrompt(actor, name, {
      ...(tags ? { tags } : {}),
      ...(isRestored ? { isArchived: false } : {}),
    });
  }
  await applyLabels(actor, name, number, labels);
  return getLangfusePrompt(actor, name, { version: number });
}

async function readVersion(
  actor: Actor,
  prompt: { id: string; latestVersion: number } | null,
  { prompt: content, config, commitMessage }: CreateLangfusePrompt,
): Promise<CreateVersion> {
  const parsed = parseConfig(config ?? {});
  const model = await findModel(actor, prompt, parsed);
  const { settings, tools, outputSchema } = parsed;
  // Where no connection has the model, its name is the application's alone.
  const rest = model || parsed.model === null ? {} : { model: parsed.model };
  const remainder = { ...rest, ...parsed.config };
  return parseInput(
    CreateVersion,
    {
      messages:
        typeof content === "string" ? [{ role: "user", content }] : content.map(toWrittenMessage),
      model: model ?? { provider: "local", name: "baseline" },
      settings,
      ...(tools ? { tools } : {}),
      ...(outputSchema ? { outputSchema } : {}),
      ...(Object.keys(remainder).length > 0 ? { config: remainder } : {}),
      commitMessage: commitMessage || "Saved by a Langfuse client",
    },
    "body",
  );
}

function toWrittenMessage(message: LangfuseMessage) {
  if (message.type === "placeholder") return { placeholder: message.name };
  return { role: message.role, content: message.content };
}

async function findModel(
  { projectId }: Actor,
  prompt: { id: string; latestVersion: number } | null,
  { model, config }: ParsedConfig,
): Promise<ModelRef | null> {
  const connections = await db.connection.findMany({
    where: { projectId, removedAt: null },
    orderBy: { name: "asc" },
    select: { name: true, kind: true },
  });
  const last = prompt?.latestVersion
    ? await db.promptVersion.findUnique({
        where: { promptId_number: { promptId: prompt.id, number: prompt.latestVersion } },
      })
    : null;
  return chooseModel({
    ...{ model, provider: config.provider, previous: last && contentOf(last).model },
    connections: connections.map(({ name, kind }) => ({ name, kind: ConnectionKind.parse(kind) })),
  });
}
