import type { PersonalDatum } from "@/lib/trace-reviews/cases/case-contract";

type PersonalText = Pick<PersonalDatum, "kind" | "text">;

export interface PersonalPart {
  text: string;
  /** What it looks like; null for the words around it. */
  kind: string | null;
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");

/** A text cut at what looks like personal data, wherever it is said again; the longest wins. */
export function personalParts(text: string, personalData: readonly PersonalText[]): PersonalPart[] {
  const kinds = new Map(personalData.map((one) => [one.text, one.kind]));
  const words = [...kinds.keys()].filter(Boolean).sort((a, b) => b.length - a.length);
  if (words.length === 0) return text ? [{ text, kind: null }] : [];
  return text
    .split(new RegExp(`(${words.map(escaped).join("|")})`))
    .filter(Boolean)
    .map((part) => ({ text: part, kind: kinds.get(part) ?? null }));
}

/** The text with a mark in place of what is personal, as redaction writes it. */
export function maskPersonal(text: string, personalData: readonly PersonalText[]): string {
  return personalParts(text, personalData)
    .map((part) => (part.kind === null ? part.text : `[redacted: ${part.kind}]`))
    .join("");
}
