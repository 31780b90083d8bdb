import type { ReactNode } from "react";
import { IntervalMark, type MarkTone } from "@/components/charts/interval-mark";
import { Stat, StatStrip } from "@/components/ui/data/stat";
import {
  formatCount,
  formatCountOf,
  formatFixed,
  formatInterval,
  formatRateShort,
  formatRateValue,
} from "@/lib/format-number";
import type { Estimate } from "@/lib/http/contract";
import type { Calibration, CalibrationAnalysis } from "@/lib/judges/calibration-contract";
import type { Judge } from "@/lib/judges/contract";
import { reachesBar } from "@/lib/stats/verdicts/judge-bar";

interface Props {
  judge: Judge;
  calibration: Calibration;
  analysis: CalibrationAnalysis | undefined;
}

/** The figures that decide, then those that explain. */
export function CalibrationStats({ judge, calibration, analysis }: Props) {
  const bar = calibration.bar ?? judge.bar;
  const { truePositiveRate, trueNegativeRate, agreement, selfConsistency, kappa } = calibration;
  const constant = calibration.constantAgreement;
  const people = analysis?.betweenPeople.kappa;
  return (
    <StatStrip
      label="Figures"
      className="mb-4 max-lg:grid-cols-6 max-lg:*:col-span-2 max-lg:*:nth-[n+4]:col-span-3"
    >
      <RateStat label="True positive rate" rate={truePositiveRate} bar={bar.truePositiveRate} />
      <RateStat label="True negative rate" rate={trueNegativeRate} bar={bar.trueNegativeRate} />
      <RateStat
        label="Agreement"
        rate={agreement}
        note={
          constant && `always “${calibration.constantLabel}”: ${formatRateShort(constant.value, 0)}`
        }
      />
      <RateStat
        label="Self-consistency"
        rate={selfConsistency}
        note={selfConsistency && `${formatCountOf(selfConsistency.n, "answer")} judged twice`}
        missing="No answer was judged twice"
      />
      <KappaStat
        label="κ with people"
        kappa={kappa}
        bar={bar.kappa}
        note={people ? `between people ${formatFixed(people.value, 2)}` : null}
      />
    </StatStrip>
  );
}

/** Only a lower limit that reaches the bar does. */
const toneOf = (low: number, bar: number | undefined): MarkTone =>
  bar === undefined ? "neutral" : reachesBar(low, bar) ? "pass" : "inconclusive";

function RateStat({
  label,
  rate,
  bar,
  note,
  missing = "Not measured yet",
}: {
  label: string;
  rate: Estimate | null;
  bar?: number;
  note?: ReactNode;
  missing?: string;
}) {
  if (!rate) return <Stat label={label} value="–" detail={missing} />;
  const { value, low, high, n } = rate;
  const count = `${formatCount(Math.round(value * n))} of ${formatCount(n)}`;
  return (
    <Stat
      label={label}
      value={formatRateValue(value)}
      unit="%"
      detail={
        <>
          <IntervalMark
            value={value}
            low={low}
            high={high}
            bar={bar ?? null}
            tone={toneOf(low, bar)}
            scale={{ min: 0.4, max: 1 }}
            width={130}
          />
          <br />
          {formatInterval(low, high)}
          {bar === undefined ? "" : `, ${count}, bar ${formatRateShort(bar, 0)}`}
          {note && <>; {note}</>}
        </>
      }
    />
  );
}

function KappaStat({
  label,
  kappa,
  bar,
  note,
}: {
  label: string;
  kappa: Calibration["kappa"];
  bar: number;
  note: ReactNode;
}) {
  if (!kappa) return <Stat label={label} value="–" detail="Not measured yet" />;
  const { value, low, high } = kappa;
  const write = (x: number) => formatFixed(x, 2);
  return (
    <Stat
      label={label}
      value={write(value)}
      detail={
        <>
          <IntervalMark
            value={value}
            low={low}
            high={high}
            bar={bar}
            tone={toneOf(low, bar)}
            width={130}
            format={write}
          />
          <br />
          {write(low)} to {write(high)}, bar {write(bar)}
          {note && <>; {note}</>}
        </>
      }
    />
  );
}
