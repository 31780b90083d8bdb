import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, type Prisma } from "@/lib/db/client";
import { listLive } from "@/lib/deployments/list-live";
import { AppError, notFound } from "@/lib/http/app-error";
import { getHealth } from "@/lib/http/server/health";
import { getOwnKey } from "@/lib/projects/reads";
import { contentOf, loadPromptOfKind } from "@/lib/prompts/load-prompt";
import type { PromptMessage } from "@/lib/prompts/version-contract";
import type {
  LangfuseMessage,
  LangfusePrompt,
  LangfusePromptList,
  ListLangfusePrompts,
} from "./langfuse-contract";
import { toConfig } from "./prompt-config";

/** A label of every prompt: its newest version. No environment can be called that. */
export const LATEST = "latest";

export interface LangfuseQuestion {
  label?: string | undefined;
  version?: number | undefined;
}

/**
 * The version with this label or number; without either that of production. These clients name no unit, so during a
 * rollout they get the stable version. Of an archived prompt there is only what is still live.
 */
export async function getLangfusePrompt(
  actor: Actor,
  name: string,
  { label, version }: LangfuseQuestion,
): Promise<LangfusePrompt> {
  authorize(actor, { scope: "prompts:read" });
  const prompt = await loadPromptOfKind(actor, name, "prompt");
  const live = await listLive({ promptIds: [prompt.id] });
  const labelOrDefault = label ?? "production";
  const findNumber = (): number | undefined => {
    if (version === undefined && labelOrDefault !== LATEST) {
      return live.find(({ environment }) => environment === labelOrDefault)?.version.number;
    }
    return prompt.archivedAt === null ? (version ?? prompt.latestVersion) : undefined;
  };
  const row = await db.promptVersion.findFirst({
    where: { promptId: prompt.id, number: findNumber() ?? 0 },
  });
  if (!row) {
    throw notFound(
      `${name} with ${version ? `the version ${version}` : `the label ${labelOrDefault}`}`,
    );
  }
  const content = contentOf(row);
  const at = row.createdAt.toISOString();
  return {
    // As it was asked for: an application may use a former name.
    name,
    version: row.number,
    type: prompt.kind,
    prompt: prompt.kind === "text" ? textOf(content.messages) : content.messages.map(toMessage),
    config: toConfig(content),
    labels: [
      ...live.filter((one) => one.version.number === row.number).map((one) => one.environment),
      ...(row.number === prompt.latestVersion ? [LATEST] : []),
    ],
    tags: prompt.tags,
    commitMessage: row.commitMessage,
    createdAt: at,
    updatedAt: at,
    createdBy: row.authorName,
    resolutionGraph: null,
  };
}

function textOf([message]: readonly PromptMessage[]): string {
  return message && "content" in message ? message.content : "";
}

function toMessage(message: PromptMessage): LangfuseMessage {
  return "placeholder" in message
    ? { type: "placeholder", name: message.placeholder }
    : { type: "chatmessage", ...message };
}

/** Prompts that have a version, by name; archived ones are left out. */
export async function listLangfusePrompts(
  actor: Actor,
  query: ListLangfusePrompts,
): Promise<LangfusePromptList> {
  authorize(actor, { scope: "prompts:read" });
  const { page, limit } = query;
  const where = await conditionOf(actor, query);
  const [totalItems, rows] = await Promise.all([
    db.prompt.count({ where }),
    db.prompt.findMany({
      where,
      orderBy: { name: "asc" },
      skip: (page - 1) * limit,
      take: limit,
    }),
  ]);
  const ids = rows.map(({ id }) => id);
  const [live, numbers, newest] = await Promise.all([
    listLive({ promptIds: ids }),
    db.promptVersion.findMany({
      where: { promptId: { in: ids } },
      select: { promptId: true, number: true },
      orderBy: { number: "asc" },
    }),
    db.promptVersion.findMany({
      where: { OR: rows.map(({ id, latestVersion }) => ({ promptId: id, number: latestVersion })) },
    }),
  ]);
  return {
    data: rows.map(({ id, name, kind, tags, updatedAt }) => {
      const last = newest.find(({ promptId }) => promptId === id);
      return {
        name,
        type: kind === "chain" ? "chat" : kind,
        versions: numbers.filter(({ promptId }) => promptId === id).map(({ number }) => number),
        labels: [
          ...live.filter(({ promptId }) => promptId === id).map(({ environment }) => environment),
          LATEST,
        ],
        tags,
        lastUpdatedAt: (last?.createdAt ?? updatedAt).toISOString(),
        lastConfig: last ? toConfig(contentOf(last)) : {},
      };
    }),
    meta: { page, limit, totalItems, totalPages: Math.ceil(totalItems / limit) },
  };
}

/** A prompt was updated last when its newest version was saved. */
async function conditionOf(
  { projectId }: Actor,
  { name, label, tag, fromUpdatedAt, toUpdatedAt }: ListLangfusePrompts,
): Promise<Prisma.PromptWhereInput> {
  const isLabelled =
    label === undefined || label === LATEST
      ? {}
      : {
          id: {
            in: (await listLive({ projectId, environment: label })).map((one) => one.promptId),
          },
        };
  return {
    ...{ projectId, archivedAt: null, latestVersion: { gt: 0 }, ...isLabelled },
    kind: { not: "chain" },
    ...(name === undefined ? {} : { name }),
    ...(tag === undefined ? {} : { tags: { has: tag } }),
    AND: [
      fromUpdatedAt ? { versions: { some: { createdAt: { gte: fromUpdatedAt } } } } : {},
      toUpdatedAt ? { versions: { none: { createdAt: { gt: toUpdatedAt } } } } : {},
    ],
  };
}

/** The slug stands for the id: Langfuse's clients build `/project/<id>/traces/<trace>` from it. */
export async function listLangfuseProjects(actor: Actor) {
  const { project } = await getOwnKey(actor);
  const { slug: id, name } = project;
  return { data: [{ id, name, metadata: {}, organization: { id, name } }] };
}

export async function getLangfuseHealth(version: string) {
  const health = await getHealth();
  if (!("database" in health)) {
    throw new AppError("unavailable", "The database does not answer. Try again in a moment.", {
      retryAfterSeconds: 2,
    });
  }
  return { status: "OK" as const, version };
}
