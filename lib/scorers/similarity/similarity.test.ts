import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { computeBleu } from "./bleu";
import { computeEditDistance } from "./levenshtein";
import { computeRougeN } from "./rouge-n";
import { mtevalTokens, wordTokens } from "./text-tokens";

const words = fc.array(fc.constantFrom("the", "cat", "sat", "on", "a", "mat", "Mat", "12", "."), {
  maxLength: 12,
});
const text = fc.oneof(
  words.map((all) => all.join(" ")),
  fc.string({ unit: "grapheme", maxLength: 40 }),
);

describe("Levenshtein", () => {
  // Wagner & Fischer's and Knuth's usual examples; the last three count code points, not UTF-16 units.
  test.each([
    ["kitten", "sitting", 3, 1 - 3 / 7],
    ["Saturday", "Sunday", 3, 1 - 3 / 8],
    ["intention", "execution", 5, 1 - 5 / 9],
    ["", "abc", 3, 0],
    ["", "", 0, 1],
    ["flaw", "lawn", 2, 0.5],
    ["a😀b", "a😁b", 1, 1 - 1 / 3],
    ["😀", "", 1, 0],
    ["重要", "重大", 1, 0.5],
  ])("from %j to %j are %i edits", (one, two, distance, similarity) => {
    const result = computeEditDistance(one, two);
    expect(result?.distance).toBe(distance);
    expect(result?.similarity).toBeCloseTo(similarity, 12);
  });

  test("is a metric: 0 for the same text, symmetric, and no detour is shorter", () => {
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        const between = (one: string, two: string) => computeEditDistance(one, two)?.distance ?? 0;
        expect(computeEditDistance(a, a)).toEqual({ distance: 0, similarity: 1 });
        expect(between(a, b)).toBe(between(b, a));
        expect(between(a, c)).toBeLessThanOrEqual(between(a, b) + between(b, c));
        const { similarity } = computeEditDistance(a, b) ?? {};
        expect(similarity).toBeGreaterThanOrEqual(0);
        expect(similarity).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("texts that would take minutes are not compared", () => {
    const long = "ab".repeat(100_000);
    expect(computeEditDistance(long, long)).toBeNull();
  });
});

describe("ROUGE-N", () => {
  // From rouge_scorer_test.py of google-research/rouge.
  test("testRouge1 and testRouge2 of rouge-score", () => {
    expect(computeRougeN("testing", "testing one two", 1)).toEqual({
      precision: 1,
      recall: 1 / 3,
      f1: 0.5,
    });
    const two = computeRougeN("testing one", "testing one two", 2);
    expect(two).toMatchObject({ precision: 1, recall: 0.5 });
    expect(two.f1).toBeCloseTo(2 / 3, 12);
    expect(computeRougeN("", "testing one two", 1)).toEqual({ precision: 0, recall: 0, f1: 0 });
  });

  // "Ground truth" of ROUGE-1.5.5 for the first pair of rouge/testdata, quoted by rouge_scorer_test.py.
  test("agrees with ROUGE-1.5.5", () => {
    const target =
      "ZfbCUIUuePaiLVUlCaUXxkpu XPeWing tUHfPMuZ',-Xd Y BrUgVJing M-HV.-DgdDaY.rFDJCRing Ht-LM EKBDXkME,yz'RBr q'wtion wIojNbN wL,b .a-'XdQggyFl jB-RPP'iyOIcUxer tKM L";
    const prediction =
      "rFDJCRtion Ht-LM EKtDXkME,yz'RBr q'wer wrojNbN wL,b .a-'XdQggyFl jB-RPP'iyOIcUxi";
    const one = computeRougeN(prediction, target, 1);
    expect(one.recall).toBeCloseTo(0.40741, 5);
    expect(one.precision).toBeCloseTo(0.6875, 5);
    expect(one.f1).toBeCloseTo(0.51163, 5);
    const two = computeRougeN(prediction, target, 2);
    expect(two.recall).toBeCloseTo(0.30769, 5);
    expect(two.precision).toBeCloseTo(0.53333, 5);
    expect(two.f1).toBeCloseTo(0.39024, 5);
  });

  // Lin 2004, section 3.1: S2 and S3 have the same ROUGE-2, for both share "the gunman" with S1.
  test("the paper's example of the gunman", () => {
    const reference = "police killed the gunman";
    for (const candidate of ["police kill the gunman", "the gunman kill police"]) {
      expect(computeRougeN(candidate, reference, 2).recall).toBeCloseTo(1 / 3, 12);
    }
  });

  test("keeps letters that are not ASCII, and takes characters where words have no spaces", () => {
    expect(wordTokens("Größe, café!")).toEqual(["größe", "café"]);
    expect(wordTokens("我爱北京 2024年")).toEqual(["我", "爱", "北", "京", "2024", "年"]);
  });

  test("is between 0 and 1, symmetric in F1, and 1 for the same words", () => {
    fc.assert(
      fc.property(text, text, fc.integer({ min: 1, max: 4 }), (a, b, size) => {
        const forth = computeRougeN(a, b, size);
        const back = computeRougeN(b, a, size);
        for (const value of Object.values(forth)) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
        }
        expect(forth.f1).toBeCloseTo(back.f1, 12);
        expect(forth.precision).toBeCloseTo(back.recall, 12);
        const same = computeRougeN(a, a, size).f1;
        expect(same).toBe(wordTokens(a).length >= size ? 1 : 0);
      }),
    );
  });
});

describe("BLEU", () => {
  const guides = [
    "It is a guide to action that ensures that the military will forever heed Party commands.",
    "It is the guiding principle which guarantees the military forces always being under the command of the Party.",
    "It is the practical guide for the army always to heed the directions of the party.",
  ];

  // Papineni et al. 2002, section 2.1: modified precisions, punctuation apart.
  test("the paper's modified precisions", () => {
    const bare = guides.map((guide) => guide.slice(0, -1));
    const first = computeBleu(
      "It is a guide to action which ensures that the military always obeys the commands of the party",
      bare,
    );
    expect([first.correct[0], first.total[0]]).toEqual([17, 18]);
    expect([first.correct[1], first.total[1]]).toEqual([10, 17]);
    const second = computeBleu(
      "It is to insure the troops forever hearing the activity guidebook that party direct",
      bare,
    );
    expect([second.correct[0], second.total[0]]).toEqual([8, 14]);
    expect([second.correct[1], second.total[1]]).toEqual([1, 13]);
    const repeated = computeBleu("the the the the the the the", [
      "the cat is on the mat",
      "there is a cat on the mat",
    ]);
    expect([repeated.correct[0], repeated.total[0]]).toEqual([2, 7]);
  });

  // BLEU(effective_order=True).sentence_score of sacreBLEU 2.6.0: score / 100, counts, totals, penalty.
  test.each([
    [
      "The quick brown fox jumps over the lazy dog.",
      ["The quick brown fox jumped over the lazy dog."],
      0.658037,
      [9, 7, 5, 3],
      [10, 9, 8, 7],
      1,
    ],
    [
      "It is a guide to action which ensures that the military always obeys the commands of the party.",
      guides,
      0.540173,
      [18, 11, 8, 5],
      [19, 18, 17, 16],
      1,
    ],
    [
      "It is to insure the troops forever hearing the activity guidebook that party direct.",
      guides,
      0.066996,
      [9, 1, 0, 0],
      [15, 14, 13, 12],
      0.875173,
    ],
    ["Hello, world!", ["Hello, there!"], 0.353553, [3, 1, 0, 0], [4, 3, 2, 1], 1],
    ["refund", ["refund"], 1, [1, 0, 0, 0], [1, 0, 0, 0], 1],
    ["the cat", ["the cat sat on the mat"], 0.135335, [2, 1, 0, 0], [2, 1, 0, 0], 0.135335],
    [
      "Your refund of $1,200.50 (order 7-12) is on its way.",
      ["The refund of $1,200.50 for order 7-12 is on its way!"],
      0.459307,
      [12, 9, 6, 3],
      [16, 15, 14, 13],
      1,
    ],
    [
      "completely different words",
      ["nothing shared here at all"],
      0,
      [0, 0, 0, 0],
      [3, 2, 1, 0],
      0.513417,
    ],
    ["A &amp; B &quot;quoted&quot;", ['A & B "quoted"'], 1, [6, 5, 4, 3], [6, 5, 4, 3], 1],
  ] as [string, string[], number, number[], number[], number][])(
    "sacreBLEU gives %j the same score",
    (candidate, references, score, correct, total, penalty) => {
      const bleu = computeBleu(candidate, references);
      expect(bleu.score).toBeCloseTo(score, 6);
      expect(bleu).toMatchObject({ correct, total });
      expect(bleu.brevityPenalty).toBeCloseTo(penalty, 6);
    },
  );

  test("splits a line as mteval-v13a does", () => {
    expect(
      mtevalTokens(`Your refund of $1,200.50 (order 7-12) isn't on its way: a.b, c-d <x> "q"`).join(
        " ",
      ),
    ).toBe(`Your refund of $ 1,200.50 ( order 7 - 12 ) isn't on its way : a . b , c-d < x > " q "`);
  });

  test("is between 0 and 1, and 1 where one of the references is the candidate itself", () => {
    fc.assert(
      fc.property(words, words, (a, b) => {
        const [one, two] = [a.join(" "), b.join(" ")];
        const { score } = computeBleu(one, [two]);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1 + 1e-12);
        if (a.length > 0) expect(computeBleu(one, [two, one]).score).toBeCloseTo(1, 12);
      }),
    );
  });
});

test("long texts are compared in time that grows with their length", () => {
  const started = process.cpuUsage();
  const long = "the refund of order 17 is on its way to you ".repeat(1_000);
  computeRougeN(long, `${long} x`, 2);
  computeBleu(long, [`${long} x`]);
  computeEditDistance(long.slice(0, 20_000), `x${long.slice(0, 20_000)}`);
  expect(process.cpuUsage(started).user / 1_000).toBeLessThan(4_000);
});
