import type { PromptMessage } from "@/lib/prompts/version-contract";
import { conditionIn, literalsIn, namesIn, sayingIn, wordsOf } from "./narrow-words";
import { type Sentence, sentencesOf } from "./sentences";

/** A sentence that says what to do with one kind of input, or with one input. */
export interface SpecialCase extends Sentence {
  /** The words that give it away. */
  trigger: string;
  /** It asks what the input says, names something, or names what one development case says. */
  why: "condition" | "literal" | "case";
  /** The one development case that has it. */
  caseId: string | null;
}

/** Fewer are ordinary: most good rules have an exception or two. */
export const MANY = 3;

/** Words that are looked for in the inputs of cases, and the case where only one has them. */
export type CaseOfLiteral = ReadonlyMap<string, string>;

const nothing: CaseOfLiteral = new Map();

/**
 * Sentences of a version that its parent does not have and that are about narrow inputs: "if the ticket mentions
 * …", "for order 48213", a name that one development case has. They lift the cases that people look at and do
 * little for others, so many of them at once are worth a question. Sentences that were only reworded replace
 * those they come from. Examples given as messages are no rules.
 */
export function findSpecialCases(
  from: readonly PromptMessage[],
  to: readonly PromptMessage[],
  caseOf: CaseOfLiteral = nothing,
): { sentences: SpecialCase[]; isMany: boolean } {
  const before = sentencesOf(from);
  const later = new Set(sentencesOf(to).map(({ key }) => key));
  const words = knownWords(before);
  const sentences = newSentences(before, to).flatMap(
    (sentence) => specialCase(sentence, words, caseOf) ?? [],
  );
  const replaced = before.filter(
    (sentence) => !later.has(sentence.key) && specialCase(sentence, new Set(), nothing) !== null,
  );
  return { sentences, isMany: sentences.length - replaced.length >= MANY };
}

/** What to look for in the inputs of cases: what a new sentence names and the parent does not. */
export function listNewLiterals(
  from: readonly PromptMessage[],
  to: readonly PromptMessage[],
): string[] {
  const before = sentencesOf(from);
  const words = knownWords(before);
  const literals = newSentences(before, to)
    .flatMap(({ text }) => [...literalsIn(text), ...(conditionIn(text) ? namesIn(text) : [])])
    .filter((literal) => isNew(literal, words));
  return [...new Set(literals)].slice(0, MOST_LITERALS);
}

/** Beyond these nobody reads a hint. */
const MOST_SENTENCES = 1_000;
const MOST_LITERALS = 60;

function newSentences(before: readonly Sentence[], to: readonly PromptMessage[]): Sentence[] {
  const earlier = new Set(before.map(({ key }) => key));
  return sentencesOf(to)
    .filter(({ key }) => !earlier.has(key))
    .slice(0, MOST_SENTENCES);
}

const knownWords = (sentences: readonly Sentence[]): ReadonlySet<string> =>
  new Set(sentences.flatMap(({ text }) => wordsOf(text)));

const isNew = (literal: string, words: ReadonlySet<string>): boolean =>
  wordsOf(literal).some((word) => !words.has(word));

function specialCase(
  sentence: Sentence,
  words: ReadonlySet<string>,
  caseOf: CaseOfLiteral,
): SpecialCase | null {
  const { text } = sentence;
  const literals = literalsIn(text).filter((literal) => isNew(literal, words));
  const names = conditionIn(text) ? namesIn(text).filter((name) => isNew(name, words)) : [];
  const ofCase = [...literals, ...names].find((literal) => caseOf.has(literal));
  if (ofCase) {
    return { ...sentence, trigger: ofCase, why: "case", caseId: caseOf.get(ofCase) ?? null };
  }
  const saying = sayingIn(text);
  if (saying) return { ...sentence, trigger: saying, why: "condition", caseId: null };
  const [literal] = literals;
  if (literal && conditionIn(text)) {
    return { ...sentence, trigger: literal, why: "literal", caseId: null };
  }
  return null;
}
