import { joinRanges, type TextRange } from "@/lib/traces/join-ranges";
import { isCardNumber, isPhoneNumber, parseIban } from "./personal-numbers";

export const PERSONAL_DATA_KINDS = ["email", "phone", "card", "iban"] as const;
export type PersonalDataKind = (typeof PERSONAL_DATA_KINDS)[number];

/** A stretch of a text that looks like data about a person. */
export interface PersonalData extends TextRange {
  kind: PersonalDataKind;
}

/** Every quantifier is bounded, so each pattern takes time in proportion to the text. */
const EMAIL =
  /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){0,8}\.\p{L}{2,24}/gu;
const DIGITS = /(?<![\p{L}\p{N}])\d(?:[ -]?\d){12,18}(?![\p{L}\p{N}])/gu;
const PHONE = /(?<![\p{L}\p{N}.,/-])(?:\+\s?)?\(?\d[\d ().\-/]{5,22}\d(?![\p{L}\p{N}])/gu;
const IBAN_START = /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}/giu;

/**
 * E-mail addresses, phone numbers, card numbers (with a right check digit, ISO/IEC 7812) and IBANs (with a
 * right checksum, ISO 13616) in a text, in order and without overlap. It finds what has a shape; names and
 * postal addresses have none, so a text without findings is not free of personal data.
 */
export function findPersonalData(
  text: string,
  kinds: readonly PersonalDataKind[] = PERSONAL_DATA_KINDS,
): PersonalData[] {
  let personalData: PersonalData[] = [];
  for (const kind of ["iban", "card", "email", "phone"] as const) {
    if (!kinds.includes(kind)) continue;
    personalData = joinRanges(
      personalData,
      FIND[kind](text).map((stretch) => ({ kind, ...stretch })),
    );
  }
  return personalData;
}

const FIND: Record<PersonalDataKind, (text: string) => TextRange[]> = {
  email: (text) => (text.includes("@") ? matches(text, EMAIL, () => true) : []),
  card: (text) => matches(text, DIGITS, isCardNumber),
  phone: (text) => matches(text, PHONE, isPhoneNumber),
  iban: (text) =>
    matches(text, IBAN_START, () => true).flatMap(({ start }) => {
      const end = parseIban(text, start);
      return end === null ? [] : [{ start, end }];
    }),
};

function matches(text: string, pattern: RegExp, isOne: (match: string) => boolean): TextRange[] {
  const ranges: TextRange[] = [];
  for (const match of text.matchAll(pattern)) {
    if (isOne(match[0])) ranges.push({ start: match.index, end: match.index + match[0].length });
  }
  return ranges;
}
