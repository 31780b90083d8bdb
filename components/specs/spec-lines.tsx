"use client";
import { Plus } from "lucide-react";
import { useState } from "react";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Section } from "@/components/ui/section";
import { linkClass } from "@/components/ui/text/link-class";
import type { SpecCoverage } from "@/lib/specs/contract";
import type { Criterion } from "@/lib/specs/criterion-contract";
import type { Gate } from "@/lib/specs/gates/gate-contract";
import { lineClass, SpecLine } from "./spec-line";
import { SpecLineInput } from "./spec-line-input";
import { type LineChange, type LineOnItsWay, useSpecLines } from "./use-spec-lines";

interface Props {
  title: string;
  beside: string;
  /** R or F: what the rows are called. */
  letter: string;
  /** One of them, in the button: "requirement". */
  noun: string;
  lines: string[];
  /** A filter leaves these; the others keep their numbers. */
  isShown: (line: string) => boolean;
  /** By line: how many cases the criteria that stand for it look at. */
  coverage: SpecCoverage["lines"];
  criteria: Criterion[];
  gates: Gate[];
  mayWrite: boolean;
  busy: boolean;
  onChange: (change: LineChange) => Promise<boolean>;
  onWriteCriterion: (line: string) => void;
}

/** Requirements or failure cases: written, renamed, moved and removed in place; each change is saved. */
export function SpecLines(props: Props) {
  const { title, beside, letter, noun, lines, criteria, gates, mayWrite, busy } = props;
  const { isShown, coverage, onChange, onWriteCriterion } = props;
  const [isAdding, setIsAdding] = useState(false);
  const edits = useSpecLines(lines, onChange);
  const { editing, setEditing, adding, add, drop } = edits;
  return (
    <Section
      flush
      title={title}
      beside={<span className="text-12 text-text-3">{beside}</span>}
      actions={
        mayWrite && (
          <IconButton
            label={`Add a ${noun}`}
            icon={<Plus aria-hidden="true" />}
            onClick={() => setIsAdding(true)}
          />
        )
      }
    >
      <ul className="grid">
        {lines.map((line, index) =>
          !isShown(line) ? null : (
            <SpecLine
              key={line}
              line={line}
              label={`${noun} ${index + 1}`}
              number={`${letter}${index + 1}`}
              isFirst={index === 0}
              isLast={index === lines.length - 1}
              isEditing={editing === index}
              cases={coverage.find((each) => each.line === line)?.cases ?? null}
              criteria={criteria}
              gates={gates}
              mayWrite={mayWrite}
              busy={busy}
              onEdit={() => setEditing(index)}
              onCancel={() => setEditing(null)}
              onRename={(text) => edits.rename(index, line, text)}
              onMove={(by) => edits.move(line, by)}
              onRemove={() => edits.remove(line)}
              onWriteCriterion={() => onWriteCriterion(line)}
            />
          ),
        )}
        {adding.map((line) => (
          <AddingLine
            key={line.text}
            noun={noun}
            line={line}
            onSave={(next) => add(next, line.text)}
            onCancel={() => drop(line.text)}
          />
        ))}
        {isAdding && (
          <li className={lineClass}>
            <SpecLineInput
              label={`New ${noun}`}
              text=""
              onSave={async (text) => {
                setIsAdding(false);
                await add(text);
              }}
              onCancel={() => setIsAdding(false)}
            />
          </li>
        )}
        {lines.length > 0 && !lines.some(isShown) && !isAdding && (
          <li className={cn(lineClass, "text-text-3")}>Each has a criterion.</li>
        )}
        {lines.length + adding.length === 0 && !isAdding && (
          <NoLines noun={noun} onAdd={mayWrite ? () => setIsAdding(true) : null} />
        )}
      </ul>
    </Section>
  );
}

function NoLines({ noun, onAdd }: { noun: string; onAdd: (() => void) | null }) {
  return (
    <li className={cn(lineClass, "text-text-3")}>
      {onAdd ? (
        <button type="button" className={linkClass} onClick={onAdd}>
          Write the first {noun}
        </button>
      ) : (
        "Nothing written yet."
      )}
    </li>
  );
}

interface AddingLineProps {
  noun: string;
  line: LineOnItsWay;
  onSave: (text: string) => Promise<void>;
  onCancel: () => void;
}

/** A line on its way to the server; a refused one can be corrected. */
function AddingLine({ noun, line, onSave, onCancel }: AddingLineProps) {
  return (
    <li className={lineClass}>
      {line.isRefused ? (
        <SpecLineInput
          label={`${noun} not saved yet`}
          text=""
          typed={line.text}
          onSave={onSave}
          onCancel={onCancel}
        />
      ) : (
        <span className="text-text-3 min-w-0 flex-1" aria-busy="true">
          {line.text}
        </span>
      )}
    </li>
  );
}
