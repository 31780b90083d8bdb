import { buildSimilarity, stems } from "@/lib/providers/baseline/baseline-similarity";

export interface AlikeText {
  id: string;
  text: string;
}

export interface AlikeGroup {
  ids: string[];
  /** Words that most of them share and others do not, as people wrote them. */
  terms: string[];
}

const ALIKE = 0.28;
const LEAST_SIZE = 3;
/** Each is compared with each other: more of them would take longer than anybody waits. */
export const MOST_TEXTS = 500;
const LONGEST_TEXT = 2_000;

/**
 * Groups of texts that say much the same: TF-IDF cosine of words and letter groups, each group around the
 * text that has most others near it. A hint, so groups are few and none overlaps another.
 */
export function groupAlike(texts: readonly AlikeText[]): AlikeGroup[] {
  const candidates = texts
    .filter(({ text }) => text.trim() !== "")
    .slice(0, MOST_TEXTS)
    .map(({ id, text }) => ({ id, text: text.slice(0, LONGEST_TEXT) }));
  const near = buildSimilarity(
    candidates.map(({ id, text }) => ({ label: id, text, source: "definition" as const })),
  );
  const neighbours = new Map(
    candidates.map(({ id, text }) => [
      id,
      near
        .rank(text)
        .filter(({ score }) => score >= ALIKE)
        .map(({ label }) => label),
    ]),
  );
  const ungrouped = new Set(candidates.map(({ id }) => id));
  const groups: AlikeGroup[] = [];
  for (;;) {
    const best = [...ungrouped]
      .map((id) => (neighbours.get(id) ?? []).filter((one) => ungrouped.has(one)))
      .reduce<string[]>((most, one) => (one.length > most.length ? one : most), []);
    if (best.length < LEAST_SIZE) return groups;
    for (const id of best) ungrouped.delete(id);
    groups.push({ ids: best, terms: termsOf(best, candidates) });
  }
}

/** About as many as texts and letters meet. */
export const stepsToGroup = (texts: readonly AlikeText[]): number =>
  texts.length * texts.reduce((sum, { text }) => sum + Math.min(text.length, LONGEST_TEXT), 0);

function termsOf(ids: readonly string[], all: readonly AlikeText[]): string[] {
  const inside = new Set(ids);
  const counts = new Map<string, { word: string; in: number; out: number }>();
  for (const { id, text } of all) {
    for (const [stem, word] of wordsByStem(text)) {
      const count = counts.get(stem) ?? { word, in: 0, out: 0 };
      if (inside.has(id)) count.in += 1;
      else count.out += 1;
      counts.set(stem, count);
    }
  }
  const outside = Math.max(1, all.length - ids.length);
  return [...counts.values()]
    .filter((one) => one.in * 2 >= ids.length && one.in / ids.length > one.out / outside)
    .sort((one, two) => two.in - one.in || one.out - two.out)
    .slice(0, 3)
    .map(({ word }) => word);
}

function wordsByStem(text: string): Map<string, string> {
  const groupOf = new Map<string, string>();
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []) {
    const [stem] = stems(word);
    if (stem && !groupOf.has(stem)) groupOf.set(stem, word);
  }
  return groupOf;
}
