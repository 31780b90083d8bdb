"use client";
import { useRef } from "react";
import { OUTCOME_LABEL } from "@/components/traces/trace-words";
import { Select } from "@/components/ui/controls/select";
import { Textarea } from "@/components/ui/controls/textarea";
import { Skeleton } from "@/components/ui/skeleton";
import { Kbd } from "@/components/ui/text/kbd";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import type { CasePreview } from "@/lib/trace-reviews/cases/case-contract";
import type { RequestOutcome } from "@/lib/traces/span";
import { OUTCOMES } from "@/lib/traces/span";
import type { ExpectedDraft } from "./expected-draft";

interface Props {
  /** undefined: not known yet. */
  choices: CasePreview["expectedChoices"] | undefined;
  expected: ExpectedDraft;
  note: string;
  outcome: RequestOutcome | "";
  toldOutcome: RequestOutcome | null;
  disabled: boolean;
  onExpected: (expected: ExpectedDraft) => void;
  onNote: (note: string) => void;
  onOutcome: (outcome: RequestOutcome | "") => void;
}

const ANY: CasePreview["expectedChoices"] = [{ field: null, values: [] }];

/** The answer that would have been right, as the set's cases word theirs; it becomes the case's expected. */
export function ExpectedFields({
  choices,
  expected,
  note,
  outcome,
  toldOutcome,
  disabled,
  onExpected,
  onNote,
  onOutcome,
}: Props) {
  const shown = choices && choices.length === 0 ? ANY : choices;
  const box = useRef<HTMLElement>(null);
  useShortcuts([
    {
      keys: "r",
      label: "Right answer",
      group: "Verdict",
      enabled: !disabled,
      run: () => box.current?.querySelector<HTMLElement>("select, textarea")?.focus(),
    },
  ]);
  return (
    <section ref={box} className="grid gap-2">
      <h2 className="flex items-center gap-2">
        What is the right answer?
        <Kbd keys="r" aria-hidden="true" />
      </h2>
      <div className="grid grid-cols-2 gap-2">
        {!shown && <Skeleton height={28} className="col-span-2" />}
        {shown?.map(({ field, values }) => {
          const key = field ?? "";
          const label = field ? `Expected ${field}` : "Expected answer";
          const set = (text: string) => onExpected({ ...expected, [key]: text });
          return values.length > 0 ? (
            <Select
              key={key}
              size="sm"
              aria-label={label}
              title={label}
              disabled={disabled}
              value={expected[key] ?? ""}
              onChange={(event) => set(event.target.value)}
            >
              <option value="">{field ?? "answer"}: not given</option>
              {values.map((value) => (
                <option key={String(value)}>{String(value)}</option>
              ))}
            </Select>
          ) : (
            <Textarea
              key={key}
              className="col-span-2"
              rows={2}
              aria-label={label}
              placeholder={field ?? "The right answer"}
              disabled={disabled}
              value={expected[key] ?? ""}
              onChange={(event) => set(event.target.value)}
            />
          );
        })}
      </div>
      <Textarea
        rows={2}
        aria-label="Note"
        placeholder="Note, for the case and for the group"
        maxLength={4000}
        disabled={disabled}
        value={note}
        onChange={(event) => onNote(event.target.value)}
      />
      <Select
        size="sm"
        aria-label="Outcome"
        disabled={disabled}
        value={outcome}
        onChange={(event) => onOutcome(event.target.value as RequestOutcome | "")}
      >
        <option value="">
          Outcome stays: {toldOutcome ? OUTCOME_LABEL[toldOutcome] : "not reported"}
        </option>
        {OUTCOMES.filter((one) => one !== toldOutcome).map((one) => (
          <option key={one} value={one}>
            Outcome was: {OUTCOME_LABEL[one]}
          </option>
        ))}
      </Select>
    </section>
  );
}
