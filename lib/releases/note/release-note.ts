import { formatCountOf, formatInterval, formatPoints, formatRate } from "@/lib/format-number";
import type { Comparison } from "@/lib/runs/compare/comparison-contract";
import { figure, type MeasuredPair, refOf, word } from "./measured-pair";
import type {
  Measured,
  MeasuredFigure,
  MeasuredSentence,
  ReleaseNote,
  RunRef,
  WrittenNote,
} from "./note-contract";
import { tradeOffSentences } from "./trade-off";

const MOST_SEGMENTS = 6;

/** What the runs say, in sentences whose every figure is one of a run or of a comparison of two. */
export function writeMeasured(
  pairs: readonly MeasuredPair[],
  { against, asOf }: { against: number | null; asOf: Date },
): Measured {
  const runs = pairs.flatMap(({ run, baseline }) => [
    refOf(run),
    ...(baseline ? [refOf(baseline)] : []),
  ]);
  return {
    asOf: asOf.toISOString(),
    against: pairs.some(({ baseline }) => baseline) ? against : null,
    runs,
    evalResult: pairs.flatMap((pair) => [
      ...rateSentences(pair, against),
      ...scorerSentences(pair),
      ...turnedSentences(pair),
      ...segmentSentences(pair),
      ...warningSentences(pair),
    ]),
    tradeOff: pairs
      .filter(({ run }, index) => run.split === "development" || index === 0)
      .flatMap(tradeOffSentences),
  };
}

function rateSentences(pair: MeasuredPair, against: number | null): MeasuredSentence[] {
  const { run, baseline, comparison } = pair;
  const { passRate } = run;
  if (!passRate) return [];
  const set = `of ${run.evalSet}`;
  const cases = figure(formatCountOf(passRate.n, `${run.split} case`));
  const ours = rateFigure("pass_rate", passRate, run);
  const difference = comparison?.passRateDifference;
  if (!baseline?.passRate || !difference) {
    const why =
      against === null
        ? "; nothing was live to compare with"
        : `; v${against}, which is live, was not measured on it`;
    return [
      {
        parts: [
          word("Pass rate "),
          figure(`${formatRate(passRate.value)} (${formatInterval(passRate.low, passRate.high)})`),
          word(" on "),
          cases,
          word(` ${set}${why}${run.inconclusive ? `. Inconclusive: ${run.inconclusive}` : "."}`),
        ],
        tone: run.inconclusive ? "inconclusive" : "plain",
        figures: [ours],
      },
    ];
  }
  const isOpen = Boolean(run.inconclusive) || comparison.verdict === "inconclusive";
  const interval =
    difference.low === null || difference.high === null
      ? ", too few shared cases for an interval"
      : `, 95 % interval ${formatPoints(difference.low)} to ${formatPoints(difference.high)}`;
  return [
    {
      parts: [
        word("Pass rate "),
        figure(`${formatRate(baseline.passRate.value)} → ${formatRate(passRate.value)}`),
        word(" on "),
        cases,
        word(` ${set}, difference `),
        figure(`${formatPoints(difference.value)} points${interval}`),
        ...(difference.n === passRate.n
          ? []
          : [word(" over "), figure(formatCountOf(difference.n, "shared case"))]),
        word(isOpen ? `: inconclusive${run.inconclusive ? `, ${run.inconclusive}` : "."}` : "."),
      ],
      tone: isOpen ? "inconclusive" : comparison.verdict === "fail" ? "worse" : "plain",
      figures: [
        rateFigure("pass_rate", baseline.passRate, baseline),
        ours,
        { kind: "difference", ...difference, run: refOf(run), baseline: refOf(baseline) },
      ],
    },
  ];
}

function rateFigure(
  kind: MeasuredFigure["kind"],
  { value, low, high, n }: { value: number; low: number; high: number; n: number },
  run: RunRef,
  of?: string,
): MeasuredFigure {
  return { kind, ...(of ? { of } : {}), value, low, high, n, run: refOf(run) };
}

/** Only where there are several: the one scorer of a run says what the pass rate says. */
function scorerSentences({ run, baseline }: MeasuredPair): MeasuredSentence[] {
  const measured = Object.entries(run.scores).flatMap(([name, { rate }]) =>
    rate ? [{ name, rate, before: baseline?.scores[name]?.rate ?? null }] : [],
  );
  if (measured.length < 2) return [];
  const parts = measured.flatMap(({ name, rate, before }, index) => [
    word(`${index ? ", " : ""}${name} `),
    figure(`${before ? `${formatRate(before.value)} → ` : ""}${formatRate(rate.value)}`),
  ]);
  return [
    {
      parts: [
        word(run.split === "holdout" ? "By scorer, holdout: " : "By scorer: "),
        ...parts,
        word("."),
      ],
      tone: "plain",
      figures: measured.flatMap(({ name, rate, before }) => [
        ...(before && baseline ? [rateFigure("scorer_rate", before, baseline, name)] : []),
        rateFigure("scorer_rate", rate, run, name),
      ]),
    },
  ];
}

function turnedSentences({ run, baseline, comparison }: MeasuredPair): MeasuredSentence[] {
  const passing = comparison?.counts.newlyPassing;
  const failing = comparison?.counts.newlyFailing;
  if (!baseline || passing == null || failing == null) return [];
  const count = (kind: "newly_passing" | "newly_failing", value: number): MeasuredFigure => ({
    kind,
    value,
    low: null,
    high: null,
    n: comparison?.n ?? null,
    run: refOf(run),
    baseline: refOf(baseline),
  });
  return [
    {
      parts: [
        figure(`${passing} newly passing`),
        word(", "),
        figure(`${failing} newly failing`),
        word(run.split === "holdout" ? " in the holdout." : "."),
      ],
      tone: "plain",
      figures: [count("newly_passing", passing), count("newly_failing", failing)],
    },
  ];
}

type ComparedSegment = Comparison["bySegment"][number];

/** The worst and the best segment alike, then those that got worse and those of which nobody can say. */
function toldSegments(segments: readonly ComparedSegment[]): ComparedSegment[] {
  const measured = segments
    .filter(({ difference }) => difference)
    .sort((a, b) => (a.difference?.value ?? 0) - (b.difference?.value ?? 0));
  const extremes = [measured[0], measured.at(-1)].flatMap((one) => one ?? []);
  const others = ["fail", "inconclusive"].flatMap((word) =>
    measured.filter((one) => one.verdict === word && !extremes.includes(one)),
  );
  return [...new Set([...extremes, ...others])].slice(0, MOST_SEGMENTS);
}

function segmentSentences({ run, baseline, comparison }: MeasuredPair): MeasuredSentence[] {
  if (!baseline || !comparison) return [];
  return toldSegments(comparison.bySegment).flatMap(({ segment, difference, verdict }) => {
    if (!difference) return [];
    const interval =
      difference.low === null || difference.high === null
        ? `n = ${difference.n}`
        : `${formatPoints(difference.low)} to ${formatPoints(difference.high)}, n = ${difference.n}`;
    return [
      {
        parts: [
          word(`${segment}${run.split === "holdout" ? ", holdout" : ""} `),
          figure(`${formatPoints(difference.value)} points (${interval})`),
          word(SEGMENT_WORD[verdict]),
        ],
        tone: SEGMENT_TONE[verdict],
        figures: [
          {
            kind: "segment_difference" as const,
            of: segment,
            ...difference,
            run: refOf(run),
            baseline: refOf(baseline),
          },
        ],
      },
    ];
  });
}

const SEGMENT_WORD = {
  pass: ": no worse.",
  fail: ": worse.",
  inconclusive: ": inconclusive.",
  not_measured: ": not measured.",
} as const;
const SEGMENT_TONE = {
  pass: "plain",
  fail: "worse",
  inconclusive: "inconclusive",
  not_measured: "inconclusive",
} as const;

const TOLD_WARNINGS = new Set([
  "other_revision",
  "other_scorers",
  "other_model",
  "few_shared_cases",
]);

function warningSentences({ comparison }: MeasuredPair): MeasuredSentence[] {
  return (comparison?.warnings ?? [])
    .filter(({ code }) => TOLD_WARNINGS.has(code))
    .map(({ message }) => ({ parts: [word(message)], tone: "inconclusive", figures: [] }));
}

export const sentenceText = ({ parts }: MeasuredSentence): string =>
  parts.map(({ text }) => text).join("");

const NOT_MEASURED = "Nothing was measured for this version.";

/** The note as it is frozen: the measured sentences first, the author's words after them. */
export function freezeNote(written: WrittenNote, measured: Measured): ReleaseNote {
  const evalResult = written.evalResult ?? "";
  const tradeOff = written.tradeOff ?? "";
  const whole = (sentences: readonly MeasuredSentence[], added: string, nothing: string) =>
    [sentences.length > 0 ? sentences.map(sentenceText).join(" ") : nothing, added]
      .filter(Boolean)
      .join("\n\n");
  return {
    goal: written.goal,
    change: written.change,
    evalResult: whole(measured.evalResult, evalResult, NOT_MEASURED),
    tradeOff: whole(measured.tradeOff, tradeOff, ""),
    risks: written.risks ?? "",
    added: { evalResult, tradeOff },
    measured,
  };
}
