"use client";
import { Plus, X } from "lucide-react";
import { Button } from "@/components/ui/controls/button";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Input } from "@/components/ui/controls/input";
import { Segmented } from "@/components/ui/controls/segmented";
import { Select } from "@/components/ui/controls/select";
import {
  type ConditionDraft,
  type DraftRow,
  OPERATORS,
  type Operator,
  type Subject,
  takesValue,
} from "./condition-draft";
import { OPERATOR_LABEL, SUBJECT_LABEL } from "./segment-words";

const PLACEHOLDER: Record<Subject, string> = {
  attribute: "enterprise",
  language: "en, de",
  inputLength: "1200 characters",
  kind: "adversarial",
};

interface Props {
  draft: ConditionDraft;
  onChange: (draft: ConditionDraft) => void;
}

export function ConditionRows({ draft, onChange }: Props) {
  const { combination, rows } = draft;

  function change(id: number, part: Partial<DraftRow>) {
    onChange({ ...draft, rows: rows.map((row) => (row.id === id ? { ...row, ...part } : row)) });
  }

  function add() {
    const id = Math.max(0, ...rows.map((row) => row.id)) + 1;
    const row: DraftRow = { id, subject: "attribute", attribute: "", operator: "=", value: "" };
    onChange({ ...draft, rows: [...rows, row] });
  }

  return (
    <div className="grid gap-2">
      <Segmented
        label="Cases match when"
        className="justify-self-start"
        options={[
          { value: "all", label: "All hold" },
          { value: "any", label: "Any holds" },
          { value: "none", label: "None holds" },
        ]}
        value={combination}
        onValueChange={(next) => onChange({ ...draft, combination: next })}
      />
      {rows.map((row, index) => (
        <ConditionRow
          key={row.id}
          row={row}
          number={index + 1}
          joint={index === 0 ? "where" : combination === "all" ? "and" : "or"}
          isOnly={rows.length === 1}
          onChange={(part) => change(row.id, part)}
          onRemove={() => onChange({ ...draft, rows: rows.filter(({ id }) => id !== row.id) })}
        />
      ))}
      <Button
        size="sm"
        variant="ghost"
        icon={<Plus className="size-3.5" aria-hidden="true" />}
        className="justify-self-start"
        onClick={add}
      >
        Condition
      </Button>
    </div>
  );
}

interface RowProps {
  row: DraftRow;
  /** Counted from 1. */
  number: number;
  /** Joins it to the one above. */
  joint: string;
  isOnly: boolean;
  onChange: (part: Partial<DraftRow>) => void;
  onRemove: () => void;
}

function ConditionRow({ row, number, joint, isOnly, onChange, onRemove }: RowProps) {
  function chooseSubject(subject: Subject) {
    const fits = OPERATORS[subject].includes(row.operator);
    onChange({ subject, operator: fits ? row.operator : (OPERATORS[subject][0] ?? "=") });
  }

  return (
    <div className="grid grid-cols-[36px_minmax(0,1fr)_minmax(0,1fr)_minmax(0,1fr)_28px] items-center gap-2 text-12 text-text-2">
      <span>{joint}</span>
      <span className="grid gap-1">
        <Select
          size="sm"
          aria-label={`Subject of condition ${number}`}
          value={row.subject}
          onChange={(event) => chooseSubject(event.target.value as Subject)}
        >
          {Object.entries(SUBJECT_LABEL).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
        {row.subject === "attribute" && (
          <Input
            size="sm"
            mono
            aria-label={`Attribute of condition ${number}`}
            placeholder="customer_tier"
            value={row.attribute}
            onChange={(event) => onChange({ attribute: event.target.value })}
          />
        )}
      </span>
      <Select
        size="sm"
        aria-label={`Comparison of condition ${number}`}
        value={row.operator}
        onChange={(event) => onChange({ operator: event.target.value as Operator })}
      >
        {OPERATORS[row.subject].map((operator) => (
          <option key={operator} value={operator}>
            {OPERATOR_LABEL[operator]}
          </option>
        ))}
      </Select>
      {takesValue(row.operator) ? (
        <Input
          size="sm"
          aria-label={`Value of condition ${number}`}
          placeholder={PLACEHOLDER[row.subject]}
          value={row.value}
          onChange={(event) => onChange({ value: event.target.value })}
        />
      ) : (
        <span />
      )}
      <IconButton
        label={`Remove condition ${number}`}
        icon={<X className="size-3.5" aria-hidden="true" />}
        disabled={isOnly}
        onClick={onRemove}
      />
    </div>
  );
}
