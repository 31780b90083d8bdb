"use client";
import { Ellipsis, Plus } from "lucide-react";
import { useState } from "react";
import { formatCountOf } from "@/components/ui/format";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { Section } from "@/components/ui/section";
import { VerdictIcon } from "@/components/ui/verdict-icon";
import type { Criterion, SpecCoverage } from "@/lib/specs/contract";
import type { Gate } from "@/lib/specs/gate-contract";

export interface LineChange {
  /** By its old text: the line that a criterion stands for is renamed with it. */
  renamed?: { from: string; to: string };
  lines: string[];
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
  const save = async (index: number, text: string) => {
    const line = text.trim();
    const from = lines[index];
    if (line === "" || line === from) return setEditing(null);
    if (lines.includes(line)) return;
    const next = from === undefined ? [...lines, line] : lines.with(index, line);
    const renamed = from === undefined ? {} : { renamed: { from, to: line } };
    if (await onChange({ lines: next, ...renamed })) setEditing(null);
  };
  const move = (index: number, by: number) => {
    const [one, two] = [lines[index], lines[index + by]];
    if (one === undefined || two === undefined) return;
    void onChange({ lines: lines.with(index, two).with(index + by, one) });
  };
  return (
    <Section
      flush
      title={title}
      beside={<span className="small faint">{beside}</span>}
      actions={
        mayWrite && (
          <IconButton
            label={`Add a ${noun}`}
            icon={<Plus aria-hidden="true" />}
            onClick={() => setEditing(lines.length)}
          />
        )
      }
    >
      <ul className="grid">
        {lines.map((line, index) =>
          !isShown(line) ? null : (
            <li key={line} className="spec-line">
              <span className="small faint w-7 font-mono">
                {letter}
                {index + 1}
              </span>
              {editing === index ? (
                <LineInput
                  label={`${noun} ${index + 1}`}
                  text={line}
                  busy={busy}
                  onSave={(text) => void save(index, text)}
                  onCancel={() => setEditing(null)}
                />
              ) : (
                <>
                  {mayWrite ? (
                    <button
                      type="button"
                      className="hover-link min-w-0 flex-1 text-left"
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
                          onSelect: () => move(index, -1),
                        },
                        {
                          label: "Move down",
                          disabled: index === lines.length - 1 || busy,
                          onSelect: () => move(index, 1),
                        },
                        { separator: true },
                        {
                          label: "Remove",
                          danger: true,
                          disabled: busy,
                          onSelect: () => void onChange({ lines: lines.toSpliced(index, 1) }),
                        },
                      ]}
                    />
                  )}
                </>
              )}
            </li>
          ),
        )}
        {editing === lines.length && (
          <li className="spec-line">
            <LineInput
              label={`New ${noun}`}
              text=""
              busy={busy}
              onSave={(text) => void save(lines.length, text)}
              onCancel={() => setEditing(null)}
            />
          </li>
        )}
        {lines.length > 0 && !lines.some(isShown) && editing === null && (
          <li className="spec-line faint">Each has a criterion.</li>
        )}
        {lines.length === 0 && editing === null && (
          <li className="spec-line faint">
            {mayWrite ? (
              <button type="button" className="link" onClick={() => setEditing(0)}>
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

interface InputProps {
  label: string;
  text: string;
  busy: boolean;
  onSave: (text: string) => void;
  onCancel: () => void;
}

function LineInput({ label, text, busy, onSave, onCancel }: InputProps) {
  const [value, setValue] = useState(text);
  return (
    <input
      // biome-ignore lint/a11y/noAutofocus: it appears where the person pressed, to be typed into
      autoFocus
      className="input input-sm flex-1"
      aria-label={label}
      placeholder="One sentence, then Enter"
      maxLength={500}
      readOnly={busy}
      value={value}
      onChange={(event) => setValue(event.target.value)}
      onBlur={() => (value.trim() === text ? onCancel() : onSave(value))}
      onKeyDown={(event) => {
        if (event.key === "Enter") onSave(value);
        if (event.key === "Escape") onCancel();
      }}
    />
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
  const own = props.criteria.filter(({ serves }) => serves.includes(props.line));
  if (own.length === 0) {
    return (
      <span className="small muted whitespace-nowrap">
        no criterion{" "}
        {props.onWrite && (
          <button type="button" className="link" onClick={props.onWrite}>
            Write one
          </button>
        )}
      </span>
    );
  }
  const verdicts = own.map(
    ({ key }) => props.gates.find((gate) => gate.criterion === key)?.verdict,
  );
  const worst = WORST.find((verdict) => verdicts.includes(verdict));
  return (
    <span className="small muted flex items-center gap-1.5 whitespace-nowrap">
      {worst && <VerdictIcon verdict={worst} />}
      {formatCountOf(own.length, "criterion", "criteria")}
      {props.cases !== null && `, ${formatCountOf(props.cases, "case")}`}
    </span>
  );
}
