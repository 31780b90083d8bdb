import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { db, type Tx } from "@/lib/db/client";
import { ChainContent } from "./chain/chain-content";
import { pinOf } from "./chain/step-output";
import { contentOf, loadVersion, type VersionRow } from "./load-prompt";
import { promptNamed } from "./prompt-named";
import type { VersionContent } from "./version-contract";
import { type ChainTarget, promptContent, type VersionedContent } from "./versioned-content";

/** The content of a version, or 404. */
export async function loadContent(
  actor: Actor,
  name: string,
  version: number,
): Promise<VersionedContent> {
  return targetOf(await loadVersion(actor, name, version));
}

/** The content of the version that a trace names; null when the project has none such. */
export async function findContent(
  projectId: string,
  { prompt, version }: { prompt: string | null; version: number | null },
): Promise<VersionedContent | null> {
  if (prompt === null || version === null) return null;
  const row = await db.promptVersion.findFirst({
    where: { number: version, prompt: { projectId, ...promptNamed(prompt) } },
  });
  return row && targetOf(row);
}

/** What a version holds, of either kind. */
export async function targetOf(row: VersionRow): Promise<VersionedContent> {
  return row.chain === null
    ? promptContent(contentOf(row))
    : chainTarget(row.projectId, ChainContent.parse(row.chain));
}

/** A chain with the prompt versions that its steps pin. */
export async function chainTarget(projectId: string, content: ChainContent): Promise<ChainTarget> {
  return { kind: "chain", content, prompts: await loadPinnedPrompts(projectId, content) };
}

/** By `pinOf`. A version that does not exist is missing here. */
export async function loadPinnedPrompts(
  projectId: string,
  { steps }: Pick<ChainContent, "steps">,
  from: Tx | typeof db = db,
): Promise<Record<string, VersionContent>> {
  const pins = steps.flatMap((step) => (step.kind === "prompt" ? [step.config] : []));
  const entries = await Promise.all(
    pins.map(async (pin) => {
      const row = await from.promptVersion.findFirst({
        where: { number: pin.version, prompt: { projectId, ...promptNamed(pin.prompt) } },
      });
      return row && row.chain === null ? [[pinOf(pin), contentOf(row)] as const] : [];
    }),
  );
  return Object.fromEntries(entries.flat());
}
