"use client";
import { Ellipsis, Plus } from "lucide-react";
import { useState } from "react";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/controls/icon-button";
import { VerdictIcon } from "@/components/ui/data/verdict-icon";
import { Menu } from "@/components/ui/overlays/menu";
import { Section } from "@/components/ui/section";
import { linkClass } from "@/components/ui/text/link";
import { formatCountOf } from "@/lib/format-number";
import type { SpecCoverage } from "@/lib/specs/contract";
import type { Criterion } from "@/lib/specs/criterion-contract";
import type { Gate } from "@/lib/specs/gates/gate-contract";
import { SpecLineInput } from "./spec-line-input";

export interface LineChange {
  /** By its old text: the line that a criterion stands for is renamed with it. */
  renamed?: { from: string; to: string };
  /** Of the lines as they stand when this change has its turn. */
  edit: (lines: string[]) => string[];
}

const lineClass = "flex min-h-9 items-center gap-2 px-4 py-[3px] text-13 not-first:border-t";

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
            <li key={line} className={lineClass}>
              <span className="text-12 text-text-3 w-7 font-mono">
                {letter}
                {index + 1}
              </span>
              {editing === index ? (
                <SpecLineInput
                  label={`${noun} ${index + 1}`}
                  text={line}
                  onSave={(text) => rename(index, line, text)}
                  onCancel={() => setEditing(null)}
                />
              ) : (
                <>
                  {mayWrite ? (
                    <button
                      type="button"
                      className="underline-offset-3 hover:underline min-w-0 flex-1 text-left"
                      title="Edit"
                      onClick={() => setEditing(index)}
                    >
                      {line}
                    </button>
                  ) : (
                    <span className="min-w-0 flex-1">{line}</span>
                  )}
                  <Served
                    line={line}
                    cases={coverage.find((each) => each.line === line)?.cases ?? null}
                    criteria={criteria}
                    gates={gates}
                    onWrite={mayWrite ? () => onWriteCriterion(line) : null}
                  />
                  {mayWrite && (
                    <Menu
                      align="end"
                      trigger={
                        <IconButton
                          label={`Actions for ${noun} ${index + 1}`}
                          className="-mr-2"
                          icon={<Ellipsis aria-hidden="true" />}
                        />
                      }
                      items={[
                        { label: "Edit", onSelect: () => setEditing(index) },
                        {
                          label: "Write a criterion for it",
                          onSelect: () => onWriteCriterion(line),
                        },
                        {
                          label: "Move up",
                          disabled: index === 0 || busy,
                          onSelect: () => move(line, -1),
                        },
                        {
                          label: "Move down",
                          disabled: index === lines.length - 1 || busy,
                          onSelect: () => move(line, 1),
                        },
                        { separator: true },
                        {
                          label: "Remove",
                          danger: true,
                          disabled: busy,
                          onSelect: () =>
                            void onChange({ edit: (now) => now.filter((each) => each !== line) }),
                        },
                      ]}
                    />
                  )}
                </>
              )}
            </li>
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
