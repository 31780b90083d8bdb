import type { PromptDiff } from "@/lib/prompts/diff/diff-contract";
import { countDiff, diffMessage } from "@/lib/prompts/diff/diff-versions";
import type { ChainContent } from "./chain-content";
import { chainParts } from "./describe-step";

export interface ChainSide {
  /** null: a draft, or nothing to compare with. */
  number: number | null;
  content: ChainContent | null;
}

/** Step by step: steps are the same when their keys are, wherever they stand. */
export function diffChains(from: ChainSide, to: ChainSide): PromptDiff {
  const before = from.content ? chainParts(from.content) : [];
  const after = to.content ? chainParts(to.content) : [];
  const places = before.map(({ title }) => after.findIndex((one) => one.title === title));
  const steady = longestRise(places.filter((place) => place !== -1));
  const present = after.map(({ title }, at) => {
    const was = before.findIndex((one) => one.title === title);
    const aligned =
      was === -1 ? { to: at, moved: false } : { from: was, to: at, moved: !steady.has(at) };
    return { title, aligned };
  });
  const removedSteps = before.flatMap(({ title }, at) =>
    places[at] === -1 ? [{ title, aligned: { from: at, moved: false } }] : [],
  );
  const messages = [...present, ...removedSteps].map(({ title, aligned }) => ({
    ...diffMessage(aligned, before.map(messageOf), after.map(messageOf)),
    title,
  }));
  const nothing = { model: [], settings: [], tools: [], retrieval: [] };
  const outputSchema = { change: "absent" as const, added: 0, removed: 0, hunks: [] };
  return {
    ...{ from: from.number, to: to.number, messages, outputSchema },
    ...nothing,
    // A chain has no settings, tools or schema of its own to be counted.
    counts: {
      ...countDiff({ messages, outputSchema, ...nothing }),
      parts: messages.length,
    },
  };
}

const messageOf = ({ message }: ReturnType<typeof chainParts>[number]) => message;

/** The numbers of a longest rising subsequence: what stayed in place when others moved around it. */
function longestRise(places: readonly number[]): Set<number> {
  const best: number[][] = [];
  for (const [index, place] of places.entries()) {
    const before = places
      .slice(0, index)
      .flatMap((other, at) => (other < place ? [best[at] ?? []] : []))
      .reduce((longest, one) => (one.length > longest.length ? one : longest), [] as number[]);
    best.push([...before, place]);
  }
  return new Set(best.reduce((longest, one) => (one.length > longest.length ? one : longest), []));
}
