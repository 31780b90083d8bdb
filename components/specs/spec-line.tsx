import { Ellipsis } from "lucide-react";
import { IconButton } from "@/components/ui/controls/icon-button";
import { VerdictIcon } from "@/components/ui/data/verdict-icon";
import { Menu } from "@/components/ui/overlays/menu";
import { linkClass } from "@/components/ui/text/link-class";
import { formatCountOf } from "@/lib/format-number";
import type { Criterion } from "@/lib/specs/criterion-contract";
import type { Gate } from "@/lib/specs/gates/gate-contract";
import { SpecLineInput } from "./spec-line-input";

export const lineClass = "flex min-h-9 items-center gap-2 px-4 py-[3px] text-13 not-first:border-t";

interface Props {
  line: string;
  /** "requirement 2" */
  label: string;
  /** "R2" */
  number: string;
  isFirst: boolean;
  isLast: boolean;
  isEditing: boolean;
  /** null: not counted yet. */
  cases: number | null;
  criteria: Criterion[];
  gates: Gate[];
  mayWrite: boolean;
  busy: boolean;
  onEdit: () => void;
  onCancel: () => void;
  onRename: (text: string) => Promise<void>;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
  onWriteCriterion: () => void;
}

/** A requirement or failure case with what measures it; its text is edited in place. */
export function SpecLine(props: Props) {
  const { line, label, number, isFirst, isLast, isEditing, cases, criteria, gates } = props;
  const { mayWrite, busy, onEdit, onCancel, onRename, onMove, onRemove, onWriteCriterion } = props;
  return (
    <li className={lineClass}>
      <span className="text-12 text-text-3 w-7 font-mono">{number}</span>
      {isEditing ? (
        <SpecLineInput label={label} text={line} onSave={onRename} onCancel={onCancel} />
      ) : (
        <>
          {mayWrite ? (
            <button
              type="button"
              className="underline-offset-3 hover:underline min-w-0 flex-1 text-left"
              title="Edit"
              onClick={onEdit}
            >
              {line}
            </button>
          ) : (
            <span className="min-w-0 flex-1">{line}</span>
          )}
          <Served
            line={line}
            cases={cases}
            criteria={criteria}
            gates={gates}
            onWrite={mayWrite ? onWriteCriterion : null}
          />
          {mayWrite && (
            <Menu
              align="end"
              trigger={
                <IconButton
                  label={`Actions for ${label}`}
                  className="-mr-2"
                  icon={<Ellipsis aria-hidden="true" />}
                />
              }
              items={[
                { label: "Edit", onSelect: onEdit },
                {
                  label: "Write a criterion for it",
                  onSelect: onWriteCriterion,
                },
                {
                  label: "Move up",
                  disabled: isFirst || busy,
                  onSelect: () => onMove(-1),
                },
                {
                  label: "Move down",
                  disabled: isLast || busy,
                  onSelect: () => onMove(1),
                },
                { separator: true },
                {
                  label: "Remove",
                  danger: true,
                  disabled: busy,
                  onSelect: onRemove,
                },
              ]}
            />
          )}
        </>
      )}
    </li>
  );
}

const WORST = ["fail", "not_measured", "inconclusive", "pass"] as const;

function Served(props: {
  line: string;
  /** null: not counted yet. */
  cases: number | null;
  criteria: Criterion[];
  gates: Gate[];
  onWrite: (() => void) | null;
}) {
  const criteria = props.criteria.filter(({ serves }) => serves.includes(props.line));
  if (criteria.length === 0) {
    return (
      <span className="text-12 text-text-2 whitespace-nowrap">
        no criterion{" "}
        {props.onWrite && (
          <button type="button" className={linkClass} onClick={props.onWrite}>
            Write one
          </button>
        )}
      </span>
    );
  }
  const verdicts = criteria.map(
    ({ key }) => props.gates.find((gate) => gate.criterion === key)?.verdict,
  );
  const worst = WORST.find((verdict) => verdicts.includes(verdict));
  return (
    <span className="text-12 text-text-2 flex items-center gap-1.5 whitespace-nowrap">
      {worst && <VerdictIcon verdict={worst} />}
      {formatCountOf(criteria.length, "criterion", "criteria")}
      {props.cases !== null && `, ${formatCountOf(props.cases, "case")}`}
    </span>
  );
}
