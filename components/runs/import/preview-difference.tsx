import { versionName } from "@/components/runs/run-words";
import { Stat } from "@/components/ui/data/stat";
import { VerdictPill } from "@/components/ui/data/verdict-pill";
import {
  formatCount,
  formatCountOf,
  formatList,
  formatPoints,
  formatPointsInterval,
} from "@/lib/format-number";
import type { OutputsPreview } from "@/lib/runs/import/import-contract";

interface Props {
  difference: OutputsPreview["figures"]["difference"];
  scored: number;
  matched: number;
  /** Scorers that are asked after the import. */
  later: readonly string[];
}

/** The rows against the run that the imported one will be compared with, on the cases that both have. */
export function PreviewDifference({ difference, scored, matched, later }: Props) {
  if (!difference) {
    return (
      <Stat
        label="Difference"
        value="no baseline"
        detail="No earlier version has a finished run on this set."
      />
    );
  }
  const { run, version, value, verdict, reason } = difference;
  const label = (
    <>
      <span>
        Difference to <b className="font-mono">{versionName(version)}</b>, run {run}
      </span>
      <VerdictPill verdict={verdict} />
    </>
  );
  if (!value) return <Stat label={label} value="no value" detail={reason} />;
  const { low, high, n } = value;
  const interval =
    low === null || high === null ? "too few for an interval" : formatPointsInterval(low, high);
  const shared = formatCountOf(n, "shared case");
  const ofFirst = scored < matched ? ` of the first ${formatCount(scored)} rows` : "";
  return (
    <Stat
      label={label}
      value={<span title={reason}>{formatPoints(value.value)}</span>}
      unit="points"
      detail={
        <>
          {interval}, paired, {shared}
          {ofFirst}
          {later.length > 0 && (
            <span className="block">Without {formatList(later)}, scored after the import.</span>
          )}
        </>
      }
    />
  );
}
