import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { ChainContent, ChainDraft } from "@/lib/prompts/chain/chain-content";
import { chainParts } from "@/lib/prompts/chain/describe-step";
import { type ChainSide, diffChains } from "@/lib/prompts/chain/diff-chains";
import type { ListPrompts, Prompt, PromptList } from "@/lib/prompts/contract";
import type { DiffQuery } from "@/lib/prompts/diff/diff-contract";
import {
  loadPromptOfKind,
  loadVersion,
  summaryOf,
  type VersionRow,
} from "@/lib/prompts/load-prompt";
import { getPrompt, listPrompts, listVersions, loadDraft } from "@/lib/prompts/reads";
import type { ListVersions, VersionList } from "@/lib/prompts/version-contract";
import type { ChainDiff, ChainDraftState, ChainVersion } from "./contract";

const reading = { scope: "prompts:read" } as const;

export const listChains = (
  actor: Actor,
  query: Partial<Omit<ListPrompts, "kind">> = {},
): Promise<PromptList> => listPrompts(actor, { ...query, kind: "chain" });

export async function getChain(actor: Actor, name: string): Promise<Prompt> {
  authorize(actor, reading);
  await loadPromptOfKind(actor, name, "chain");
  return getPrompt(actor, name);
}

export async function listChainVersions(
  actor: Actor,
  name: string,
  query: Partial<ListVersions> = {},
): Promise<VersionList> {
  authorize(actor, reading);
  await loadPromptOfKind(actor, name, "chain");
  return listVersions(actor, name, query);
}

export function toChainVersion(row: VersionRow): ChainVersion {
  return { ...ChainContent.parse(row.chain), ...summaryOf(row) };
}

export async function getChainVersion(
  actor: Actor,
  name: string,
  number: number,
): Promise<ChainVersion> {
  authorize(actor, reading);
  await loadPromptOfKind(actor, name, "chain");
  return toChainVersion(await loadVersion(actor, name, number));
}

export async function getChainDiff(
  actor: Actor,
  name: string,
  { from, to }: DiffQuery,
): Promise<ChainDiff> {
  const [before, after] = await Promise.all([
    getChainVersion(actor, name, from),
    getChainVersion(actor, name, to),
  ]);
  return compareChains(
    { number: from, content: contentPart(before) },
    { number: to, content: contentPart(after) },
  );
}

export async function getChainDraftDiff(
  actor: Actor,
  name: string,
  { from, content }: { from: number; content: ChainContent },
): Promise<ChainDiff> {
  const before = await getChainVersion(actor, name, from);
  return compareChains({ number: from, content: contentPart(before) }, { number: null, content });
}

export function compareChains(from: ChainSide, to: ChainSide): ChainDiff {
  const textsOf = ({ content }: ChainSide) =>
    content ? chainParts(content).map(({ message }) => message) : [];
  return { diff: diffChains(from, to), from: textsOf(from), to: textsOf(to) };
}

const contentPart = ({ steps, inputs, output }: ChainVersion): ChainContent => ({
  steps,
  ...(inputs === undefined ? {} : { inputs }),
  ...(output === undefined ? {} : { output }),
});

/** The asking person's draft of this chain; null when there is none, or for a key that acts for itself. */
export const getChainDraft = (actor: Actor, name: string): Promise<ChainDraftState | null> =>
  loadDraft(actor, name, "chain", (content) => ChainDraft.parse(content));
