"use client";
import { Plus } from "lucide-react";
import { useState } from "react";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Section } from "@/components/ui/section";
import { linkClass } from "@/components/ui/text/link";
import type { SpecCoverage } from "@/lib/specs/contract";
import type { Criterion } from "@/lib/specs/criterion-contract";
import type { Gate } from "@/lib/specs/gates/gate-contract";
import { lineClass, SpecLine } from "./spec-line";
import { SpecLineInput } from "./spec-line-input";

export interface LineChange {
  /** By its old text: the line that a criterion stands for is renamed with it. */
  renamed?: { from: string; to: string };
  /** Of the lines as they stand when this change has its turn. */
  edit: (lines: string[]) => string[];
}

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
  const [editing, setEditing] = useState<number | null>(null);
  const [isAdding, setIsAdding] = useState(false);
  // Lines on their way to the server: the next one can be typed meanwhile.
  const [adding, setAdding] = useState<{ text: string; isRefused: boolean }[]>([]);
  const close = (index: number) => setEditing((now) => (now === index ? null : now));
  const drop = (text: string) => setAdding((now) => now.filter((each) => each.text !== text));
  const add = async (text: string, before?: string) => {
    const line = text.trim();
    if (before !== undefined) drop(before);
    const isComing = adding.some((each) => each.text === line && !each.isRefused);
    if (line === "" || lines.includes(line) || isComing) return;
    setAdding((now) => [...now, { text: line, isRefused: false }]);
    const isSaved = await onChange({
      edit: (now) => (now.includes(line) ? now : [...now, line]),
    });
    if (isSaved) return drop(line);
    setAdding((now) =>
      now.map((each) => (each.text === line ? { ...each, isRefused: true } : each)),
    );
  };
  const rename = async (index: number, from: string, text: string) => {
    const line = text.trim();
    if (line === "" || line === from) return close(index);
    if (lines.includes(line)) return;
    const edit = (now: string[]) => now.map((each) => (each === from ? line : each));
    if (await onChange({ edit, renamed: { from, to: line } })) close(index);
  };
  const move = (line: string, by: number) =>
    void onChange({
      edit: (now) => {
        const index = now.indexOf(line);
        const other = now[index + by];
        return index < 0 || other === undefined
          ? now
          : now.with(index, other).with(index + by, line);
      },
    });
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
              onRename={(text) => rename(index, line, text)}
              onMove={(by) => move(line, by)}
              onRemove={() => void onChange({ edit: (now) => now.filter((each) => each !== line) })}
              onWriteCriterion={() => onWriteCriterion(line)}
            />
          ),
        )}
        {adding.map(({ text, isRefused }) => (
          <li key={text} className={lineClass}>
            {isRefused ? (
              <SpecLineInput
                label={`${noun} not saved yet`}
                text=""
                typed={text}
                onSave={(next) => add(next, text)}
                onCancel={() => drop(text)}
              />
            ) : (
              <span className="text-text-3 min-w-0 flex-1" aria-busy="true">
                {text}
              </span>
            )}
          </li>
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
          <li className={cn(lineClass, "text-text-3")}>
            {mayWrite ? (
              <button type="button" className={linkClass} onClick={() => setIsAdding(true)}>
                Write the first {noun}
              </button>
            ) : (
              "Nothing written yet."
            )}
          </li>
        )}
      </ul>
    </Section>
  );
}
