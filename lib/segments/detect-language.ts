import "server-only";
import { eld } from "eld/extrasmall";
import { inputTexts } from "./input-length";

/** Nobody can tell, or it is too short to be told honestly. */
export const UNDETERMINED = "und";

const MIN_LETTERS = 20;
const MAX_LENGTH = 2_000;

/** Scripts that settle the language, or the usual one for short texts in that script. */
const SCRIPTS: readonly { code: string; pattern: RegExp; decides: boolean }[] = [
  { code: "ja", pattern: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu, decides: true },
  { code: "ko", pattern: /\p{Script=Hangul}/gu, decides: true },
  { code: "zh", pattern: /\p{Script=Han}/gu, decides: true },
  { code: "th", pattern: /\p{Script=Thai}/gu, decides: true },
  { code: "he", pattern: /\p{Script=Hebrew}/gu, decides: true },
  { code: "el", pattern: /\p{Script=Greek}/gu, decides: true },
  { code: "ka", pattern: /\p{Script=Georgian}/gu, decides: true },
  { code: "hy", pattern: /\p{Script=Armenian}/gu, decides: true },
  { code: "ar", pattern: /\p{Script=Arabic}/gu, decides: false },
  { code: "ru", pattern: /\p{Script=Cyrillic}/gu, decides: false },
  { code: "hi", pattern: /\p{Script=Devanagari}/gu, decides: false },
];

// An address begins where a word does: tried at every letter, a long word takes quadratic time.
const NOISE =
  /https?:\/\/\S+|www\.\S+|(?<![\p{L}\p{N}.+-])[\p{L}\p{N}.+-]+@\S+|\{\{[^}]*\}\}|[`{}[\]"_|<>/\\#*=\d]+/gu;

/**
 * ISO 639-1 code of a text, or "und". Scripts decide first (Japanese, Chinese, Korean, Thai, …); Arabic,
 * Cyrillic and Devanagari are several languages, told apart from 20 letters on and else the most
 * common one. Latin script needs 20 letters and a reliable detection.
 */
export function detectLanguage(text: string): string {
  const clean = text.slice(0, MAX_LENGTH).replace(NOISE, " ").replace(/\s+/g, " ").trim();
  const letters = clean.match(/\p{L}/gu)?.length ?? 0;
  if (letters === 0) return UNDETERMINED;
  const script = dominantScript(clean, letters);
  if (script?.decides) return script.code;
  if (letters < MIN_LETTERS) return script?.code ?? UNDETERMINED;
  const detection = eld.detect(clean);
  if (detection.language && detection.isReliable()) return detection.language;
  return script?.code ?? UNDETERMINED;
}

/** The language of a case: what its `language` attribute says, else what its inputs look like. */
export function caseLanguage(
  input: Readonly<Record<string, unknown>>,
  attributes: Readonly<Record<string, unknown>>,
): string {
  const attribute = Object.hasOwn(attributes, "language") ? attributes.language : undefined;
  const stated = typeof attribute === "string" ? languageCode(attribute) : null;
  return stated ?? detectLanguage(inputTexts(input).join("\n"));
}

/** `en` of "en", "en-GB", "EN_us" and "English"; null when it names no language. */
export function languageCode(name: string): string | null {
  const lowered = name.trim().toLowerCase();
  if (lowered === "") return null;
  const code = /^([a-z]{2,3})(?:[-_][a-z0-9]+)*$/.exec(lowered)?.[1];
  return code ?? codesByName().get(lowered) ?? null;
}

/** Beyond Latin letters and the signs of their texts; most texts hold none and need no further look. */
const BEYOND_LATIN = /[\u0250-\u1dff\u1f00-\u1fff\u2150-\uffff]/;

function dominantScript(text: string, letters: number): (typeof SCRIPTS)[number] | null {
  if (!BEYOND_LATIN.test(text)) return null;
  // Japanese is written with Chinese characters too: some kana are enough.
  const isMost = (count: number, code: string) => count / letters > (code === "ja" ? 0.1 : 0.4);
  return (
    SCRIPTS.find(({ pattern, code }) => isMost(text.match(pattern)?.length ?? 0, code)) ?? null
  );
}

let names: Map<string, string> | undefined;

function codesByName(): Map<string, string> {
  if (!names) {
    const display = new Intl.DisplayNames(["en"], { type: "language" });
    const codes =
      "ar bg ca cs da de el en es et fa fi fr he hi hr hu id it ja ko lt lv ms nl no pl pt ro ru sk sl sr sv th tr uk ur vi zh";
    names = new Map(
      codes.split(" ").map((code) => [(display.of(code) ?? code).toLowerCase(), code]),
    );
  }
  return names;
}
