import { formatChange, formatMs, formatMsDifferenceValue, formatUsd } from "@/lib/format-number";
import { figure, type MeasuredPair, type RunFacts, refOf, word } from "./measured-pair";
import type { MeasuredFigure, MeasuredSentence } from "./note-contract";

/** What the change costs: time and money, against what is live where that was measured. */
export function tradeOffSentences(pair: MeasuredPair): MeasuredSentence[] {
  return [...latencySentences(pair), ...costSentences(pair)];
}

function latencySentences({ run, baseline, comparison }: MeasuredPair): MeasuredSentence[] {
  const p95 = run.latency?.p95;
  if (!p95) return [];
  const p95Figure: MeasuredFigure = { kind: "latency_p95_ms", ...p95, run: refOf(run) };
  const difference = comparison?.latencyP95DifferenceMs;
  if (!baseline || !difference) {
    return [
      {
        parts: [word("p95 latency "), figure(formatMs(p95.value)), word(".")],
        tone: "plain",
        figures: [p95Figure],
      },
    ];
  }
  const { value, low, high } = difference;
  const isOpen = low === null || high === null || (low <= 0 && high >= 0);
  const interval =
    low === null || high === null
      ? ""
      : ` (${formatMsDifferenceValue(low)} to ${formatMsDifferenceValue(high)})`;
  return [
    {
      parts: [
        word("p95 latency "),
        figure(`${formatMsDifferenceValue(value)} ms${interval}, to ${formatMs(p95.value)}`),
        word(isOpen ? ": inconclusive." : "."),
      ],
      tone: isOpen ? "inconclusive" : "plain",
      figures: [
        {
          kind: "latency_p95_difference_ms",
          ...difference,
          run: refOf(run),
          baseline: refOf(baseline),
        },
        p95Figure,
      ],
    },
  ];
}

function costSentences({ run, baseline, comparison }: MeasuredPair): MeasuredSentence[] {
  const cost = run.costPerSuccessUsd;
  if (cost === null) {
    const text =
      "Cost per successful task is not known: the model has no price, or nothing passed.";
    return [{ parts: [word(text)], tone: "plain", figures: [] }];
  }
  const before = baseline?.costPerSuccessUsd ?? null;
  const text =
    before === null || before === 0
      ? formatUsd(cost)
      : `${formatChange(cost / before - 1)}, ${formatUsd(before)} → ${formatUsd(cost)}`;
  const figures = [costFigure(run, cost)];
  const parts = [word("Cost per successful task "), figure(text)];
  if (baseline && before !== null) figures.unshift(costFigure(baseline, before));
  const difference = comparison?.costDifferenceUsd;
  const usual = comparison?.baselineCostUsd;
  if (baseline && difference && usual && difference.low !== null && difference.high !== null) {
    const [value, low, high] = [difference.value, difference.low, difference.high].map((usd) =>
      formatChange(usd / usual),
    );
    parts.push(word("; cost per answer "), figure(`${value} (${low} to ${high})`));
    figures.push({
      kind: "cost_difference_usd",
      ...difference,
      run: refOf(run),
      baseline: refOf(baseline),
    });
  }
  return [{ parts: [...parts, word(".")], tone: "plain", figures }];
}

const costFigure = (run: RunFacts, value: number): MeasuredFigure => ({
  kind: "cost_per_success_usd",
  value,
  low: null,
  high: null,
  n: null,
  run: refOf(run),
});
