import "server-only";
import { ChainContent } from "@/lib/prompts/chain/chain-content";
import { chainParts } from "@/lib/prompts/chain/describe-step";
import { diffChains } from "@/lib/prompts/chain/diff-chains";
import { contentOf, summaryOf, type VersionRow } from "@/lib/prompts/load-prompt";
import { computeDiff } from "./compute-diff";
import type { PromptDiff } from "./diff-contract";
import type { ReadableVersion } from "./readable-version";

/** A version as people read, compare and comment it: a chain's steps stand as texts in place of messages. */
export function toReadable(row: VersionRow): ReadableVersion {
  if (row.chain === null) return { ...contentOf(row), ...summaryOf(row) };
  const messages = chainParts(ChainContent.parse(row.chain)).map(({ message }) => message);
  return { ...summaryOf(row), messages, model: null, settings: {} };
}

/** Everything that differs between two versions of one prompt or chain; null: there is nothing before. */
export async function compareRows(
  projectId: string,
  before: VersionRow | null,
  after: VersionRow,
): Promise<PromptDiff> {
  if (after.chain !== null) {
    const sideOf = (row: VersionRow | null) => ({
      number: row?.number ?? null,
      content: row ? ChainContent.parse(row.chain) : null,
    });
    return diffChains(sideOf(before), sideOf(after));
  }
  const to = { ...contentOf(after), number: after.number };
  const from = before
    ? { ...contentOf(before), number: before.number }
    : { messages: [], model: to.model, settings: to.settings };
  return computeDiff(projectId, from, to);
}
