/** A text that stands for a label: its name and definition, or one example. */
export type LabelText = { label: string; text: string; source: "definition" | "example" };

export type Similarity = {
  /** Labels with a score above 0, best first; ties keep the order of the texts. */
  rank: (input: string) => { label: string; score: number }[];
  /** The index of the example of this label that is most like the input, or null. */
  nearestExample: (input: string, label: string) => number | null;
};

const STOP_WORDS = new Set(
  (
    "a an the and or of to in on at for with from by is are was were be been am it its this that these those i me my we us our you your he she they them " +
    "do does did have has had can could will would should not no but if so as about into than then there here what which who when how " +
    "hi hello dear please thanks thank regards best " +
    "der die das ein eine einen einem einer und oder von zu im am an auf fur mit aus bei ist sind war waren ich mich mir mein meine meinen wir uns sie es ihr ihre den dem des " +
    "nicht kein keine hat habe haben kann bitte danke hallo aber wenn so als wie was wer wann noch schon " +
    "le la les un une des du de et ou dans sur pour avec par est sont etait je me mon ma mes nous vous il elle ce cette ces ne pas que qui quand comment bonjour merci mais si plus au aux " +
    "el los las unos unas y en con por para es son era yo mi mis nos su sus lo se no que cuando como hola gracias pero si mas del al " +
    "o os um uma e em com da do das dos na no nas nos eu meu minha seu sua nao que quando como ola obrigado obrigada mas ao " +
    "het een en van op voor met uit bij zijn was ik mij mijn wij ons u uw je jullie ze niet geen heeft heb kan maar als hoe wat wie wanneer nog al dank"
  ).split(" "),
);

const SUFFIXES = [
  "ations",
  "ation",
  "ements",
  "ement",
  "ments",
  "ment",
  "ingly",
  "ings",
  "ing",
  "edly",
  "ied",
  "ies",
  "ed",
  "es",
  "en",
  "er",
  "ly",
  "s",
  "e",
  "y",
];

/** Lower case without accents; a light stem, the same for all languages. */
export function stems(text: string): string[] {
  return words(text)
    .filter((word) => !STOP_WORDS.has(word))
    .map(stem);
}

function words(text: string): string[] {
  const plain = text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/ß/g, "ss");
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

export function stem(word: string): string {
  for (const suffix of SUFFIXES) {
    if (word.length - suffix.length >= 4 && word.endsWith(suffix)) {
      return word.slice(0, -suffix.length);
    }
  }
  return word;
}

type Features = Map<string, number>;
type Posting = { text: number; weight: number };

const WORD_SHARE = 0.6;
const EXAMPLE_SHARE = 0.8;

/**
 * TF-IDF cosine over stems and over character n-grams (3 to 5, inside words), weighted 0.6 to 0.4.
 * A label scores what its definition scores plus 0.8 of its nearest example. Inverse document
 * frequencies come from the texts themselves, so nothing but the prompt decides.
 */
export function buildSimilarity(texts: readonly LabelText[]): Similarity {
  const byWord = buildIndex(texts.map(({ text }) => wordFeatures(text)));
  const byGram = buildIndex(texts.map(({ text }) => gramFeatures(text)));
  const order = [...new Set(texts.map(({ label }) => label))];

  const textScores = (input: string): Float64Array => {
    const scores = new Float64Array(texts.length);
    byWord(wordFeatures(input), WORD_SHARE, scores);
    byGram(gramFeatures(input), 1 - WORD_SHARE, scores);
    return scores;
  };

  return {
    rank(input) {
      const scores = textScores(input);
      const definition = new Map<string, number>();
      const example = new Map<string, number>();
      texts.forEach(({ label, source }, index) => {
        const best = source === "definition" ? definition : example;
        best.set(label, Math.max(best.get(label) ?? 0, scores[index] ?? 0));
      });
      return order
        .map((label) => ({
          label,
          score: (definition.get(label) ?? 0) + EXAMPLE_SHARE * (example.get(label) ?? 0),
        }))
        .filter(({ score }) => score > 0)
        .sort((a, b) => b.score - a.score);
    },
    nearestExample(input, label) {
      const scores = textScores(input);
      let nearest: number | null = null;
      texts.forEach((text, index) => {
        if (text.label !== label || text.source !== "example") return;
        if (nearest === null || (scores[index] ?? 0) > (scores[nearest] ?? 0)) nearest = index;
      });
      return nearest;
    },
  };
}

/** Adds `share` × cosine of the input with each text to `into`. */
type Index = (input: Features, share: number, into: Float64Array) => void;

function buildIndex(texts: readonly Features[]): Index {
  const frequency = new Map<string, number>();
  for (const features of texts) {
    for (const feature of features.keys()) {
      frequency.set(feature, (frequency.get(feature) ?? 0) + 1);
    }
  }
  const idf = (feature: string) =>
    Math.log((1 + texts.length) / (1 + (frequency.get(feature) ?? 0))) + 1;
  const postings = new Map<string, Posting[]>();
  texts.forEach((features, text) => {
    const norm = length(features, idf);
    for (const [feature, count] of features) {
      const list = postings.get(feature) ?? [];
      list.push({ text, weight: (dampened(count) * idf(feature)) / norm });
      postings.set(feature, list);
    }
  });
  return (input, share, into) => {
    const norm = length(input, idf);
    for (const [feature, count] of input) {
      const weight = (share * dampened(count) * idf(feature)) / norm;
      for (const posting of postings.get(feature) ?? []) {
        into[posting.text] = (into[posting.text] ?? 0) + weight * posting.weight;
      }
    }
  };
}

function dampened(count: number): number {
  return 1 + Math.log(count);
}

function length(features: Features, idf: (feature: string) => number): number {
  let sum = 0;
  for (const [feature, count] of features) sum += (dampened(count) * idf(feature)) ** 2;
  return Math.sqrt(sum) || 1;
}

function wordFeatures(text: string): Features {
  return counted(stems(text));
}

function gramFeatures(text: string): Features {
  const grams: string[] = [];
  for (const word of words(text)) {
    if (STOP_WORDS.has(word)) continue;
    const padded = ` ${word} `;
    for (let size = 3; size <= 5; size++) {
      for (let at = 0; at + size <= padded.length; at++) grams.push(padded.slice(at, at + size));
    }
  }
  return counted(grams);
}

function counted(items: readonly string[]): Features {
  const counts: Features = new Map();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}
