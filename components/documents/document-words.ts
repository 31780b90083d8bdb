import type { Language } from "@/lib/documents/languages";

/** Languages as people choose them; the whole words of "simple" fit codes and mixed languages. */
export const LANGUAGE_NAMES: Record<Language, string> = {
  simple: "Any language, whole words",
  arabic: "Arabic",
  armenian: "Armenian",
  basque: "Basque",
  catalan: "Catalan",
  danish: "Danish",
  dutch: "Dutch",
  english: "English",
  finnish: "Finnish",
  french: "French",
  german: "German",
  greek: "Greek",
  hindi: "Hindi",
  hungarian: "Hungarian",
  indonesian: "Indonesian",
  irish: "Irish",
  italian: "Italian",
  lithuanian: "Lithuanian",
  nepali: "Nepali",
  norwegian: "Norwegian",
  portuguese: "Portuguese",
  romanian: "Romanian",
  russian: "Russian",
  serbian: "Serbian",
  spanish: "Spanish",
  swedish: "Swedish",
  tamil: "Tamil",
  turkish: "Turkish",
  yiddish: "Yiddish",
};

export const LANGUAGE_HINT =
  "Finds other forms of a word: “refunded” finds “refund”. Chinese, Japanese and Korean work with each, by pairs of characters.";
