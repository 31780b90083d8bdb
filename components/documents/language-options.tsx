import { LANGUAGES } from "@/lib/documents/languages";
import { LANGUAGE_NAMES } from "./document-words";

/** The options of a Select for the language of a document set. */
export function LanguageOptions() {
  return LANGUAGES.map((language) => (
    <option key={language} value={language}>
      {LANGUAGE_NAMES[language]}
    </option>
  ));
}
