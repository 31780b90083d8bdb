import { Person } from "@/components/ui/data/avatar";
import { Badge } from "@/components/ui/data/badge";
import { DescriptionList } from "@/components/ui/data/dl";
import { VerdictIcon } from "@/components/ui/data/verdict-icon";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { Markdown } from "@/components/ui/text/markdown";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { formatCount, formatCountOf, formatList, formatRateShort } from "@/lib/format-number";
import type { Calibration, CalibrationAnalysis } from "@/lib/judges/calibration-contract";
import type { Judge } from "@/lib/judges/contract";
import { explainUnconfirmed } from "@/lib/judges/labels/confirmed-label";
import { PolicyDoubts } from "./policy-doubts";
import { SplitBar } from "./split-bar";

interface Props {
  project: string;
  mayWrite: boolean;
  judge: Judge;
  calibration: Calibration;
  analysis: CalibrationAnalysis | undefined;
}

/** The decision, the labels, the policy, and what would end the calibration. */
export function CalibrationRail({ project, judge, calibration, analysis, mayWrite }: Props) {
  return (
    <div className="grid min-w-0 gap-4">
      <Decision judge={judge} calibration={calibration} />
      {analysis && <Labels calibration={calibration} analysis={analysis} />}
      <Section
        title="Labelling policy"
        beside={<Badge>v{judge.policyVersion}</Badge>}
        aria-label="Labelling policy"
      >
        <Markdown className="text-12/4.5" text={judge.policy} />
        <p className="mt-2 text-12 text-text-2">
          Labellers and the judge’s prompt use the same text.
        </p>
      </Section>
      <PolicyDoubts project={project} judge={judge} mayWrite={mayWrite} />
      {analysis && analysis.conditions.length > 0 && (
        <Section
          title="Stays calibrated while"
          aria-label="Stays calibrated while"
          footer="Otherwise it becomes stale. History is kept, but it can’t open gates."
        >
          <ul className="grid gap-1.5 text-12/4.5">
            {analysis.conditions.map(({ text, holds }) => (
              <li key={text} className="flex items-start gap-2">
                <VerdictIcon
                  verdict={holds ? "pass" : "fail"}
                  label={holds ? "holds" : "does not hold"}
                />
                {text}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  );
}

function Decision({ judge, calibration }: Pick<Props, "judge" | "calibration">) {
  const { state, decidedBy, decidedAt, split, revision, n } = calibration;
  if (!decidedBy || !decidedAt) return null;
  const threshold =
    judge.threshold === null ? "" : `, pass at a score of ${judge.threshold} or more`;
  return (
    <Section
      title="Decision"
      beside={<RelativeTime className="ml-auto text-12 text-text-2" value={decidedAt} />}
      aria-label="Decision"
    >
      <p className="text-13">
        <Person name={decidedBy} />:{" "}
        {state === "calibrated" ? `use it in gates${threshold}` : "do not use it in gates"}
      </p>
      <p className="mt-1 text-12 text-text-2">
        Revision {revision}, {formatCountOf(n, "label")} of the {split} split.
      </p>
    </Section>
  );
}

/** What rests on somebody’s word: they brought the labels, or what the judge said, from elsewhere. */
function Imported({
  imported: { labels, verdicts, by, unconfirmed },
}: Pick<CalibrationAnalysis, "imported">) {
  if (labels + verdicts === 0) return null;
  return (
    <Notice
      className="mt-2 text-12"
      title={by.length > 0 ? `Imported by ${formatList(by)}` : "Imported"}
    >
      {formatList(
        [
          labels > 0 && `${formatCountOf(labels, "label")} in the names that the file gave`,
          verdicts > 0 &&
            `the judge’s answers to ${formatCountOf(verdicts, "output")}, for which Galley did not ask it`,
        ].filter((text) => text !== false),
      )}
      .{unconfirmed > 0 && ` ${explainUnconfirmed(unconfirmed)}`}
    </Notice>
  );
}

function Labels({
  calibration,
  analysis,
}: {
  calibration: Calibration;
  analysis: CalibrationAnalysis;
}) {
  const { train, dev, test, fails } = analysis.labelled;
  const total = train + dev + test;
  const { state, constantAgreement, constantLabel } = calibration;
  return (
    <Section
      title="Labels"
      beside={
        <span className="text-12 text-text-2">
          {formatCount(total)}
          {total > 0 && `, ${formatRateShort(fails / total, 0)} fails`}
        </span>
      }
      aria-label="Labels"
    >
      <SplitBar {...{ train, dev, test }} />
      <DescriptionList
        size="tight"
        items={[
          ["train", "for examples in the prompt"],
          ["dev", "for tuning prompt and threshold"],
          [
            <span key="test" className="text-holdout">
              test
            </span>,
            `looked at ${formatCountOf(analysis.looks.length, "time")}`,
          ],
          [
            "by",
            analysis.labellers.length > 0
              ? formatList(
                  analysis.labellers.map(
                    ({ labeller, importedBy, labels }) =>
                      `${labeller} ${formatCount(labels)}${importedBy ? " (imported)" : ""}`,
                  ),
                )
              : "nobody yet",
          ],
        ]}
      />
      <Imported imported={analysis.imported} />
      {state === "uncalibrated" && (
        <p className="mt-2 text-12 text-text-2">{explainMissing(calibration, total)}</p>
      )}
      {constantAgreement && (
        <p className="mt-2 text-12 text-text-2">
          Always answering “{constantLabel}” would agree{" "}
          {formatRateShort(constantAgreement.value, 0)} of the time.
        </p>
      )}
    </Section>
  );
}

/** What an uncalibrated judge needs. */
function explainMissing({ labelsNeeded, n }: Calibration, total: number): string {
  if (total === 0) return "Start with about 100 labels, half of them fails.";
  if (n === 0) return "Calibrate to see whether these labels are enough.";
  const more = labelsNeeded === null ? 0 : labelsNeeded - n;
  return more > 0
    ? `About ${formatCountOf(more, "more label", "more labels")} would decide, if the rates stay.`
    : "More labels alone would not be enough: change the prompt or the threshold.";
}
