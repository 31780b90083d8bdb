import { stems } from "./baseline-similarity";

const DIMENSIONS = 1_024;
const STEM_WEIGHT = 1;
const GRAM_WEIGHT = 0.5;

/**
 * Vectors without a model: stems and character trigrams of a text, hashed into 1,024 places with a sign, weighted by
 * 1 + ln of their count and normalised. Texts are near each other as far as they share words or word parts; of
 * meaning it knows nothing. The same text always has the same vector.
 */
export function embedBaseline(texts: readonly string[]): number[][] {
  return texts.map(embedText);
}

function embedText(text: string): number[] {
  const vector = new Array<number>(DIMENSIONS).fill(0);
  for (const [feature, { count, weight }] of featuresOf(text)) {
    const hash = hashText(feature);
    const sign = hash & 1 ? 1 : -1;
    const place = (hash >>> 1) % DIMENSIONS;
    vector[place] = (vector[place] ?? 0) + sign * weight * (1 + Math.log(count));
  }
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}

function featuresOf(text: string): Map<string, { count: number; weight: number }> {
  const features = new Map<string, { count: number; weight: number }>();
  const add = (feature: string, weight: number) => {
    const entry = features.get(feature);
    if (entry) entry.count += 1;
    else features.set(feature, { count: 1, weight });
  };
  for (const stem of stems(text)) {
    add(stem, STEM_WEIGHT);
    const padded = ` ${stem} `;
    for (let at = 0; at + 3 <= padded.length; at++)
      add(`_${padded.slice(at, at + 3)}`, GRAM_WEIGHT);
  }
  return features;
}

/** FNV-1a with a last mix, so that short features spread over all bits. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
