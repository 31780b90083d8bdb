import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { alone } from "@/lib/db/around";
import { db, Prisma, type Tx } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { recordEvent } from "@/lib/events/record-event";
import { AppError, type FieldError } from "@/lib/http/app-error";
import { variableNames } from "@/lib/prompts/template/list-variables";
import type { ChainContent } from "./chain/chain-content";
import { listChainInputs } from "./chain/list-chain-inputs";
import { checkContent } from "./check-content";
import { checkTools } from "./check-tools";
import { chainHash, contentHash } from "./content-hash";
import { loadPromptOfKind, toVersion, type VersionRow } from "./load-prompt";
import type { CreateVersion, Version, VersionContent } from "./version-contract";
import { type ChainTarget, type PromptContent, promptContent } from "./versioned-content";

/** Runs around the save, in its transaction: reviews of the version before follow. */
export type AroundSave = (tx: Tx, save: () => Promise<VersionRow>) => Promise<VersionRow>;

/**
 * Saves the next version of a prompt. Two people who save at once get two versions: the row of the prompt
 * is the lock that hands out numbers. The saver's own draft is used up when it holds the same content.
 */
export async function saveVersion(
  actor: Actor,
  name: string,
  input: CreateVersion,
  { around = alone }: { around?: AroundSave } = {},
): Promise<Version> {
  authorize(actor, { scope: "prompts:write", role: "editor" });
  const prompt = await loadPromptOfKind(actor, name, "prompt");
  const { commitMessage, ticketUrl, parentVersion, ...content } = input;
  const errors: FieldError[] = [
    ...checkContent(prompt.kind, content),
    ...(await checkTools(actor.projectId, content)),
    ...(await checkModel(actor, content)),
  ];
  refuseProblems(prompt, errors, parentVersion);
  const about = { commitMessage, ticketUrl, parentVersion };
  return toVersion(
    await storeVersion(actor, prompt, { content: promptContent(content), about, around }),
  );
}

export interface NewVersion {
  content: PromptContent | Pick<ChainTarget, "kind" | "content">;
  about: Pick<CreateVersion, "commitMessage" | "ticketUrl" | "parentVersion">;
  around: AroundSave;
}

/** Writes the next version of a prompt or chain, once its content is known to be good. */
export async function storeVersion(
  actor: Actor,
  prompt: { id: string; name: string },
  { content, about, around }: NewVersion,
): Promise<VersionRow> {
  authorize(actor, { scope: "prompts:write", role: "editor" });
  const { commitMessage, ticketUrl, parentVersion } = about;
  const columns = columnsOf(content);
  const save = async (tx: Tx) => {
    const { latestVersion: number } = await tx.prompt.update({
      where: { id: prompt.id },
      data: { latestVersion: { increment: 1 } },
    });
    const row = await tx.promptVersion.create({
      data: {
        projectId: actor.projectId,
        promptId: prompt.id,
        number,
        ...columns,
        commitMessage,
        ticketUrl: ticketUrl ?? null,
        parentVersion: parentVersion ?? (number > 1 ? number - 1 : null),
        authorId: actor.userId,
        authorName: actor.name,
        authorKeyId: actor.kind === "key" ? actor.keyId : null,
      },
    });
    if (actor.userId) await consumeDraft(tx, prompt.id, actor.userId, row.contentHash);
    const runs = await claimDraftRuns(tx, row);
    await recordEvent(tx, actor, {
      type: "version.saved",
      subject: { type: "prompt", id: prompt.id },
      data: {
        prompt: prompt.name,
        version: number,
        contentHash: row.contentHash,
        commitMessage,
        ...(runs.length > 0 ? { draftRuns: runs } : {}),
      },
    });
    return row;
  };
  return db.$transaction((tx) => around(tx, () => save(tx)));
}

function columnsOf(target: NewVersion["content"]) {
  if (target.kind === "chain") {
    const { content } = target;
    return {
      messages: [],
      model: Prisma.DbNull,
      settings: {},
      chain: json(content),
      variables: listChainInputs(content),
      contentHash: chainHash(content),
    };
  }
  const { content } = target;
  return {
    messages: json(content.messages),
    model: json(content.model),
    settings: json(content.settings),
    tools: content.tools ? json(content.tools) : Prisma.DbNull,
    outputSchema: content.outputSchema ? json(content.outputSchema) : Prisma.DbNull,
    retrieval: content.retrieval ? json(content.retrieval) : Prisma.DbNull,
    config: content.config ? json(content.config) : Prisma.DbNull,
    variables: variableNames(content.messages),
    contentHash: contentHash(content),
  };
}

/** What was measured of a draft with exactly this content was measured of the version. */
async function claimDraftRuns(
  tx: Pick<typeof db, "run">,
  version: { id: string; promptId: string; contentHash: string },
): Promise<number[]> {
  const runs = await tx.run.updateManyAndReturn({
    where: { promptId: version.promptId, versionId: null, contentHash: version.contentHash },
    data: { versionId: version.id },
    select: { number: true },
  });
  return runs.map(({ number }) => number).sort((a, b) => a - b);
}

async function consumeDraft(
  tx: Pick<typeof db, "draft">,
  promptId: string,
  userId: string,
  savedHash: string,
): Promise<void> {
  const draft = await tx.draft.findUnique({ where: { promptId_userId: { promptId, userId } } });
  if (!draft || hashOfDraft(draft.content) !== savedHash) return;
  await tx.draft.delete({
    where: { promptId_userId: { promptId, userId }, revision: draft.revision },
  });
}

const hashOfDraft = (content: unknown) =>
  isChainDraft(content)
    ? chainHash(content as ChainContent)
    : contentHash(content as VersionContent);

const isChainDraft = (content: unknown) =>
  typeof content === "object" && content !== null && "steps" in content;

/** Refuses a version with all that is wrong with it. */
export function refuseProblems(
  prompt: { latestVersion: number },
  problems: readonly FieldError[],
  parentVersion: number | undefined,
): void {
  const errors = [...problems];
  if (parentVersion && parentVersion > prompt.latestVersion) {
    errors.push({
      path: "parentVersion",
      message: `There is no version ${parentVersion} to come from.`,
    });
  }
  const [first] = errors;
  if (first)
    throw new AppError("invalid", `The version is not valid. ${first.message}`, { errors });
}

async function checkModel(actor: Actor, { model }: VersionContent): Promise<FieldError[]> {
  const connection = await db.connection.findFirst({
    where: { projectId: actor.projectId, name: model.provider, removedAt: null },
  });
  if (connection) return [];
  const message = `There is no model connection called ${model.provider}. Add it in the settings, or use local.`;
  return [{ path: "model.provider", message }];
}
