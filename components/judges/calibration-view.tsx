"use client";
import { useQuery } from "@tanstack/react-query";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { CasesSkeleton } from "@/components/eval-sets/cases-skeleton";
import { buttonClass } from "@/components/ui/controls/button-class";
import { Link } from "@/components/ui/controls/link";
import { ErrorState } from "@/components/ui/error-state";
import { judgeQueries } from "@/lib/judges/queries";
import { CalibrateButton } from "./calibrate-button";
import { CalibrationRail } from "./calibration-rail";
import { CalibrationState } from "./calibration-state";
import { CalibrationStats } from "./calibration-stats";
import { ConfusionTable } from "./confusion-table";
import { CorrectedRates } from "./corrected-rates";
import { DisagreementTable } from "./disagreement-table";
import { JudgeHead } from "./judge-head";
import { judgeHref } from "./judge-words";
import { ThresholdChart } from "./threshold-chart";

const REFRESH_MS = 2_000;

/** Whether a judge may open gates, on what that rests, and what to do when it may not. */
export function CalibrationView({
  project,
  name,
  mayWrite,
}: {
  project: string;
  name: string;
  mayWrite: boolean;
}) {
  const [split, setSplit] = useQueryState(
    "split",
    parseAsStringLiteral(["test", "dev"] as const).withDefault("test"),
  );
  const judgeQuery = useQuery(judgeQueries.detail(project, name));
  const query = useQuery({
    ...judgeQueries.calibration(project, name),
    refetchInterval: ({ state: { data } }) =>
      data?.latest?.status === "queued" || data?.latest?.status === "running" ? REFRESH_MS : false,
  });
  const endedAt = query.data?.decidedAt ?? "";
  const analysisQuery = useQuery({
    ...judgeQueries.analysis(project, name),
    queryKey: [...judgeQueries.analysis(project, name).queryKey, endedAt],
  });
  const error = judgeQuery.error ?? query.error ?? analysisQuery.error;
  if (error) {
    return (
      <ErrorState
        title="The calibration cannot be shown."
        onRetry={() => {
          void judgeQuery.refetch();
          void query.refetch();
          void analysisQuery.refetch();
        }}
        error={error}
      />
    );
  }
  const judge = judgeQuery.data;
  const calibration = query.data;
  if (!judge || !calibration) return <CasesSkeleton rows={8} />;
  const analysis = analysisQuery.data;
  const figures = analysis?.[split] ?? null;
  return (
    <>
      <JudgeHead
        project={project}
        judge={judge}
        room="calibration"
        mayWrite={mayWrite}
        actions={
          mayWrite && !judge.archivedAt ? (
            <>
              <CalibrateButton project={project} judge={judge} calibration={calibration} />
              <Link
                className={buttonClass({ variant: "primary" })}
                href={judgeHref(project, name, "labels")}
              >
                Continue labelling
              </Link>
            </>
          ) : null
        }
      />
      <CalibrationState project={project} judge={judge} calibration={calibration} />
      <CalibrationStats judge={judge} calibration={calibration} analysis={analysis} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_300px]">
        <div className="grid min-w-0 gap-4">
          <div className="grid gap-4 xl:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
            <ConfusionTable figures={figures} split={split} onSplit={setSplit} />
            <ThresholdChart judge={judge} analysis={analysis} />
          </div>
          <DisagreementTable project={project} name={name} analysis={analysis} />
          <CorrectedRates project={project} rows={analysis?.corrected ?? []} />
        </div>
        <CalibrationRail
          project={project}
          judge={judge}
          calibration={calibration}
          analysis={analysis}
          mayWrite={mayWrite && !judge.archivedAt}
        />
      </div>
    </>
  );
}
