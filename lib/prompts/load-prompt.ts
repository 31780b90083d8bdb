import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { db, type Tx } from "@/lib/db/client";
import { AppError, notFound } from "@/lib/http/app-error";
import type { PromptKind } from "./contract";
import { promptNamed } from "./prompt-named";
import { type Version, VersionContent } from "./version-contract";

/** The row of a prompt of the actor's project by the name it has or had, or 404. */
export async function loadPrompt(actor: Actor, name: string, from: Tx | typeof db = db) {
  const row = await from.prompt.findFirst({
    where: { projectId: actor.projectId, ...promptNamed(name) },
  });
  if (!row) throw notFound(`The prompt ${name}`);
  return row;
}

/** The same, of one kind only: a chain is no prompt, though it has a prompt's row. */
export async function loadPromptOfKind(actor: Actor, name: string, kind: "prompt" | "chain") {
  const row = await loadPrompt(actor, name);
  if (isChain(row) === (kind === "chain")) return { ...row, kind: row.kind as PromptKind };
  if (isChain(row)) throw new AppError("conflict", `${name} is a chain. Find it under Chains.`);
  throw new AppError("conflict", `${name} is a prompt. Find it under Prompts.`);
}

export const isChain = ({ kind }: { kind: string }) => kind === "chain";

export type VersionRow = NonNullable<Awaited<ReturnType<typeof db.promptVersion.findFirst>>>;

/** The row of one version of a prompt, or 404. */
export async function loadVersion(
  actor: Actor,
  name: string,
  number: number,
  from: Tx | typeof db = db,
): Promise<VersionRow> {
  const prompt = await loadPrompt(actor, name, from);
  const row = await from.promptVersion.findUnique({
    where: { promptId_number: { promptId: prompt.id, number } },
  });
  if (!row) throw notFound(`Version ${number} of ${name}`);
  return row;
}

/** A prompt version's content as it was saved. Stored JSON was parsed by the contract; it is parsed again here. */
export function contentOf(row: VersionRow): VersionContent {
  if (row.chain !== null)
    throw new AppError(
      "conflict",
      "This is a version of a chain, which has no messages. Find it under Chains.",
    );
  return VersionContent.parse({
    messages: row.messages,
    model: row.model,
    settings: row.settings,
    ...(row.tools === null ? {} : { tools: row.tools }),
    ...(row.outputSchema === null ? {} : { outputSchema: row.outputSchema }),
    ...(row.retrieval === null ? {} : { retrieval: row.retrieval }),
    ...(row.config === null ? {} : { config: row.config }),
  });
}

export function summaryOf(
  row: Omit<
    VersionRow,
    "messages" | "model" | "settings" | "tools" | "outputSchema" | "retrieval" | "config" | "chain"
  >,
) {
  return {
    number: row.number,
    author: { id: row.authorId, name: row.authorName },
    createdAt: row.createdAt.toISOString(),
    contentHash: row.contentHash,
    variables: row.variables,
    commitMessage: row.commitMessage,
    ticketUrl: row.ticketUrl,
    parentVersion: row.parentVersion,
  };
}

export function toVersion(row: VersionRow): Version {
  return { ...contentOf(row), ...summaryOf(row) };
}
