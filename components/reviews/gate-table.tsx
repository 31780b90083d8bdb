import type { ReactNode } from "react";
import { IntervalMark } from "@/components/charts/interval-mark";
import { Link } from "@/components/ui/controls/link";
import { Badge } from "@/components/ui/data/badge";
import { GroupRow, Table, Td } from "@/components/ui/data/table";
import { VerdictPill } from "@/components/ui/data/verdict-pill";
import { linkClass } from "@/components/ui/text/link-class";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { formatCount } from "@/lib/format-number";
import { formatBar, formatFigure } from "@/lib/specs/gates/format-gate";
import type { Gate } from "@/lib/specs/gates/gate-contract";
import { intervalInWords } from "./review-words";

const URGENCY = { fail: 0, inconclusive: 1, not_measured: 2, pass: 3 } as const;

interface Props {
  project: string;
  gates: readonly Gate[];
  /** All must gates have to pass before a release. */
  isRequired: boolean;
  /** What can be done about one that does not pass. */
  actionsOf?: (gate: Gate) => ReactNode;
}

/** Every criterion with its evidence; what is closed comes first. */
export function GateTable({ project, gates, isRequired, actionsOf }: Props) {
  const levels = [
    ["must", isRequired ? ", all have to pass" : ""],
    ["should", ", do not block"],
  ] as const;
  return (
    <Table label="Gates" dense minWidth={704}>
      {levels.map(([level, about]) => {
        const rows = ordered(gates.filter((gate) => gate.level === level));
        return rows.length === 0 ? null : (
          <tbody key={level}>
            <GroupRow columns={5} about={about}>
              {level}
            </GroupRow>
            {rows.map((gate) => (
              <GateRow
                key={gate.criterion}
                project={project}
                gate={gate}
                actions={actionsOf?.(gate)}
              />
            ))}
          </tbody>
        );
      })}
    </Table>
  );
}

interface RowProps {
  project: string;
  gate: Gate;
  actions: ReactNode;
}

function GateRow({ project, gate, actions }: RowProps) {
  return (
    <tr title={gate.why}>
      <Td className="whitespace-nowrap" style={{ width: 120 }}>
        <VerdictPill verdict={gate.verdict} />
      </Td>
      <Td>
        {gate.statement} <span className="text-text-3 whitespace-nowrap">{formatBar(gate)}</span>{" "}
        {gate.split === "holdout" && <Badge tone="holdout">holdout</Badge>}
        {gate.segment && <Badge tone="outline">{gate.segment}</Badge>}
        {gate.verdict === "not_measured" && gate.why && (
          <div className="text-12 text-text-3">{gate.why}</div>
        )}
        {gate.earlier && (
          <div className="text-12 text-text-3 flex flex-wrap items-center gap-1.5">
            On revision {gate.earlier.evalSetRevision}:{" "}
            <VerdictPill verdict={gate.earlier.verdict} />
            {gate.earlier.value !== null && formatFigure(gate.earlier.value, gate)}, n ={" "}
            {formatCount(gate.earlier.n)}
          </div>
        )}
        {gate.waived && <Waived waiver={gate.waived} />}
        {actions && <div className="mt-1">{actions}</div>}
      </Td>
      <Td num className="whitespace-nowrap">
        {gate.value === null ? (
          <span className="text-text-3">no value</span>
        ) : (
          formatFigure(gate.value, gate)
        )}
      </Td>
      <Td className="text-12 text-text-2 whitespace-nowrap">
        <span className="flex items-center gap-2">
          <GateMark gate={gate} /> {intervalInWords(gate)}
        </span>
      </Td>
      <Td className="text-12 whitespace-nowrap">
        {gate.runNumber && (
          <Link
            className={linkClass}
            href={`/${project}/runs/${gate.runNumber}${gate.baselineRunNumber ? `?baseline=${gate.baselineRunNumber}` : ""}`}
          >
            run {gate.runNumber}
          </Link>
        )}
      </Td>
    </tr>
  );
}

function Waived({ waiver: { by, reason, expiresAt } }: { waiver: NonNullable<Gate["waived"]> }) {
  return (
    <div className="text-12 mt-1">
      <Badge tone="warn">risk accepted</Badge> by {by.name}
      {expiresAt && (
        <>
          , until <RelativeTime value={expiresAt} />
        </>
      )}
      : {reason}
    </div>
  );
}

/** Rates share one scale; differences have theirs, from −50 to +50 points. */
function GateMark({ gate }: { gate: Gate }) {
  const { value, low, high, unit, kind, threshold, comparator, verdict } = gate;
  if (value === null || low === null || high === null) return null;
  const isDifference = kind === "non_regression";
  const bar = isDifference ? (comparator.startsWith(">") ? -threshold : threshold) : threshold;
  const reach = isDifference
    ? Math.max(Math.abs(low), Math.abs(high), Math.abs(bar)) || 1
    : Math.max(high, bar) * 1.1 || 1;
  const scale =
    unit === "rate"
      ? isDifference
        ? { min: -0.5, max: 0.5 }
        : { min: 0, max: 1 }
      : { min: isDifference ? -reach : 0, max: reach };
  return (
    <IntervalMark value={value} low={low} high={high} bar={bar} tone={verdict} scale={scale} />
  );
}

function ordered(gates: readonly Gate[]): Gate[] {
  return [...gates].sort((a, b) => URGENCY[a.verdict] - URGENCY[b.verdict]);
}
