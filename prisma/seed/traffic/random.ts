import { seededRandom } from "@/lib/stats/distributions/seeded-random";

const PRECISION = 2 ** 30;

/** Draws from one seed: the same seed gives the same demo. */
export interface Random {
  /** From 0 up to 1. */
  next: () => number;
  below: (bound: number) => number;
  chance: (share: number) => boolean;
  pick: <T>(from: readonly T[]) => T;
  /** One of the keys, as often as its weight says. */
  weighted: <K extends string>(weights: Readonly<Record<K, number>>) => K;
  /** Log-normal around a median, as durations are. */
  around: (median: number, spread: number) => number;
  hex: (length: number) => string;
}

export function makeRandom(seed: number): Random {
  const below = seededRandom(seed);
  const next = () => below(PRECISION) / PRECISION;
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    next,
    below,
    chance: (share) => next() < share,
    pick: (from) => {
      const chosen = from[below(from.length)];
      if (chosen === undefined) throw new Error("There is nothing to pick from.");
      return chosen;
    },
    weighted: (weights) => {
      const entries = Object.entries(weights) as [keyof typeof weights, number][];
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [key, weight] of entries) {
        left -= weight;
        if (left < 0) return key;
      }
      const [last] = entries.at(-1) ?? [];
      if (last === undefined) throw new Error("There is nothing to choose from.");
      return last;
    },
    around: (median, spread) => median * Math.exp(spread * normal()),
    hex: (length) => {
      let text = "";
      while (text.length < length)
        text += below(2 ** 32)
          .toString(16)
          .padStart(8, "0");
      return text.slice(0, length);
    },
  };
}
