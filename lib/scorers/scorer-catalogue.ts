import {
  embeddingEntries,
  jsonEntries,
  similarityEntries,
  structuredEntries,
  textEntries,
} from "./catalogue/answer-entries";
import {
  behaviourEntries,
  budgetEntries,
  combinedEntries,
  toolEntries,
} from "./catalogue/behaviour-entries";
import { judgeEntries } from "./catalogue/judge-entries";
import type { ScorerEntry } from "./catalogue/scorer-entry";
import { SCORER_TITLE } from "./scorer-words";

/** What the scorer picker shows, in its order. Holds no schema, so that the browser can load it. */
export const scorerCatalogue: readonly ScorerEntry[] = [
  ...structuredEntries,
  ...textEntries,
  ...similarityEntries,
  ...embeddingEntries,
  ...jsonEntries,
  ...behaviourEntries,
  ...toolEntries,
  ...budgetEntries,
  ...combinedEntries,
  ...judgeEntries,
].map((entry) => ({ ...entry, title: SCORER_TITLE[entry.kind] }));

/** The same by their groups, in the order of the list. */
export const scorerGroups = [...new Set(scorerCatalogue.map(({ group }) => group))].map(
  (group) => ({ group, entries: scorerCatalogue.filter((entry) => entry.group === group) }),
);
