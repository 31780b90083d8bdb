import { scaleOf, ticksOf } from "@/components/charts/scale";
import { ScaleHead, SegmentBars } from "@/components/charts/segment-bars";
import { Table, Td, Th, Tr } from "@/components/ui/data/table";
import { VerdictPill } from "@/components/ui/data/verdict-pill";
import {
  formatCount,
  formatInterval,
  formatPoints,
  formatPointsInterval,
  formatRate,
} from "@/lib/format-number";
import type { Estimate } from "@/lib/http/contract";
import type { ComparedSegment } from "@/lib/runs/compare/comparison-contract";

export interface GroupRow {
  name: string;
  /** null: withheld. */
  n: number | null;
  current: Estimate | null;
  baseline: Estimate | null;
  /** A holdout group that would tell single cases. */
  withheld: boolean;
  errored: number | null;
  compared: ComparedSegment | null;
  /** Beside the name. */
  note?: string;
}

interface Props {
  heading: string;
  rows: readonly GroupRow[];
  currentLabel: string;
  baselineLabel: string | null;
  isCompared: boolean;
  active?: string | null;
  /** Filters the results by the group. */
  onPick?: (name: string) => void;
  empty: string;
}

const WIDTH = 116;

/** Groups of cases on one scale, both versions, with what can be said about the difference. */
export function GroupTable(props: Props) {
  const { rows, heading, currentLabel, baselineLabel, isCompared, empty } = props;
  const { active = null, onPick } = props;
  if (rows.length === 0) return <p className="p-4 text-13 text-text-2">{empty}</p>;
  const bounds = rows.flatMap(({ current, baseline }) => [
    current?.low,
    current?.high,
    baseline?.low,
    baseline?.high,
  ]);
  const scale = scaleOf(bounds, 0.2, { min: 0, max: 1 });
  const ticks = ticksOf(scale, 3);
  return (
    <Table label={heading} dense minWidth={isCompared ? 660 : 520}>
      <thead>
        <tr>
          <Th>{heading}</Th>
          <Th num>n</Th>
          <Th>
            <ScaleHead scale={scale} ticks={ticks} width={WIDTH} />
          </Th>
          {!isCompared && baselineLabel && <Th>{baselineLabel} pass rate</Th>}
          <Th className="pl-4">{currentLabel} pass rate</Th>
          {isCompared && <Th>Difference, points</Th>}
          {isCompared && <Th>Not worse</Th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Tr key={row.name} selected={active === row.name}>
            <Td className="whitespace-nowrap">
              {onPick ? (
                <button
                  type="button"
                  className="underline-offset-3 hover:underline"
                  aria-pressed={active === row.name}
                  onClick={() => onPick(row.name)}
                >
                  {row.name}
                </button>
              ) : (
                row.name
              )}
              {row.note && <span className="block text-12 text-text-3">{row.note}</span>}
            </Td>
            <Td num>{row.n === null ? "" : formatCount(row.current?.n ?? row.n)}</Td>
            {row.withheld ? (
              <Td colSpan={5} className="text-holdout text-12">
                withheld: fewer than 5 cases could be worked out, or the segment is newer than the
                run
              </Td>
            ) : (
              <>
                <Td className="pr-4">
                  <SegmentBars
                    {...(baselineLabel ? { baseline: row.baseline, baselineLabel } : {})}
                    current={row.current}
                    currentLabel={currentLabel}
                    scale={scale}
                    ticks={ticks}
                    width={WIDTH}
                  />
                </Td>
                {!isCompared && baselineLabel && (
                  <Td className="whitespace-nowrap">
                    <Rate rate={row.baseline} besideN={row.current?.n} />
                  </Td>
                )}
                <Td className="whitespace-nowrap pl-4">
                  <Rate rate={row.current} besideN={row.current?.n} />
                </Td>
                {isCompared && <ComparedCells compared={row.compared} />}
              </>
            )}
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

/** `besideN`: the n that stands in the row already. */
function Rate({ rate, besideN }: { rate: Estimate | null; besideN: number | undefined }) {
  if (!rate) return <span className="text-text-3">not measured</span>;
  return (
    <>
      {formatRate(rate.value)}{" "}
      <span className="text-text-3 text-12">
        {formatInterval(rate.low, rate.high)}
        {rate.n !== besideN && `, n = ${formatCount(rate.n)}`}
      </span>
    </>
  );
}

function ComparedCells({ compared }: { compared: ComparedSegment | null }) {
  const difference = compared?.difference;
  return (
    <>
      <Td className="whitespace-nowrap">
        {difference ? (
          <>
            {formatPoints(difference.value)}{" "}
            <span className="text-text-3 text-12">
              {difference.low === null
                ? `n = ${difference.n}`
                : formatPointsInterval(difference.low, difference.high)}
            </span>
          </>
        ) : (
          <span className="text-text-3">{compared?.withheld ? "withheld" : "no shared cases"}</span>
        )}
      </Td>
      <Td>
        <VerdictPill verdict={compared?.verdict ?? "not_measured"} title={compared?.reason} />
      </Td>
    </>
  );
}
