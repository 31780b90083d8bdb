import { Link } from "@/components/ui/controls/link";
import { Progress } from "@/components/ui/data/progress";
import { VerdictIcon } from "@/components/ui/data/verdict-icon";
import { Notice } from "@/components/ui/notice";
import { linkClass } from "@/components/ui/text/link-class";
import { formatCount, formatCountOf } from "@/lib/format-number";
import type { Calibration } from "@/lib/judges/calibration-contract";
import type { Judge } from "@/lib/judges/contract";

interface Props {
  project: string;
  judge: Judge;
  calibration: Calibration;
}

const SENTENCE = {
  calibrated: "is calibrated and may open gates.",
  stale: "was calibrated and is stale: it opens no gate.",
  uncalibrated: "is not calibrated: it opens no gate.",
};

const VERDICT = {
  calibrated: "pass",
  stale: "inconclusive",
  uncalibrated: "not_measured",
} as const;

/** The first sentence says what the judge may do, and why. */
export function CalibrationState({ project, judge, calibration }: Props) {
  const { state, reasons, warnings, testLooks, latest } = calibration;
  return (
    <section
      className="mb-4 grid gap-2 rounded-lg border bg-surface px-4 py-3 text-13"
      aria-label="State"
    >
      <div className="flex flex-wrap items-start gap-3">
        <VerdictIcon className="mt-0.5" verdict={VERDICT[state]} label={state} />
        <p className="min-w-0 flex-1">
          <b>
            {judge.name} {SENTENCE[state]}
          </b>{" "}
          {state === "calibrated" &&
            "Its agreement with people is above the bar for passes and for fails."}
          {reasons[0]}
        </p>
        <span className="text-12 text-text-2">Test split: {formatCountOf(testLooks, "look")}</span>
      </div>
      {reasons.length > 1 && (
        <ul className="grid list-disc gap-0.5 pl-11 text-12 text-text-2">
          {reasons.slice(1).map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      {judge.usedBy.length > 0 && (
        <p className="pl-7 text-12 text-text-2">
          Used by{" "}
          {judge.usedBy.map(({ kind, name, detail }, index) => (
            <span key={`${kind} ${name} ${detail}`}>
              {index > 0 && ", "}
              <Link
                className={linkClass}
                href={
                  kind === "eval_set"
                    ? `/${project}/eval-sets/${encodeURIComponent(name)}`
                    : `/${project}/prompts/${encodeURIComponent(name)}/spec`
                }
              >
                {name}
              </Link>{" "}
              ({kind === "eval_set" ? "eval set" : detail})
            </span>
          ))}
          .
        </p>
      )}
      {(latest?.status === "queued" || latest?.status === "running") && (
        <div className="grid gap-1 pl-7">
          <Progress done={latest.judged} total={latest.total} />
          <p className="text-12 text-text-2" role="status">
            Judging the {latest.split} split: {formatCount(latest.judged)} of{" "}
            {formatCountOf(latest.total, "label")}
          </p>
        </div>
      )}
      {latest?.status === "failed" && (
        <Notice tone="fail" title="The last calibration was not finished.">
          {latest.statusReason}
        </Notice>
      )}
      {warnings.map((warning) => (
        <Notice key={warning} tone="warn">
          {warning}
        </Notice>
      ))}
    </section>
  );
}
