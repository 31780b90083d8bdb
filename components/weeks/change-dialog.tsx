"use client";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { FormError } from "@/components/ui/controls/form-error";
import { Input } from "@/components/ui/controls/input";
import { Select } from "@/components/ui/controls/select";
import { Textarea } from "@/components/ui/controls/textarea";
import { Dialog } from "@/components/ui/overlays/dialog";
import { promptQueries } from "@/lib/prompts/queries";
import { segmentQueries } from "@/lib/segments/queries";
import type { Week } from "@/lib/weeks/contract";
import { useUpdateWeek } from "@/lib/weeks/hooks";

interface Props {
  project: string;
  week: Week;
  open: boolean;
  onClose: () => void;
}

const NONE = { statement: "", categoryId: "", segment: "", prompt: "", review: "", ticketUrl: "" };

/** One behaviour change with measurable impact: what it is, and how one will see it. */
export function ChangeDialog({ project, week, open, onClose }: Props) {
  const update = useUpdateWeek(project, week.week);
  const { data: segments } = useQuery({ ...segmentQueries.list(project), enabled: open });
  const { data: prompts } = useQuery({ ...promptQueries.list(project), enabled: open });
  const [draft, setDraft] = useState(NONE);
  const { change, numbers } = week;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is typed must not be replaced by a refetch
  useEffect(() => {
    if (!open) return;
    setDraft({
      statement: change?.statement ?? "",
      categoryId: change?.category?.id ?? "",
      segment: change?.segment ?? "",
      prompt: change?.prompt ?? "",
      review: change?.review ? String(change.review.number) : "",
      ticketUrl: change?.ticketUrl ?? "",
    });
  }, [open]);
  const set = (part: Partial<typeof NONE>) => setDraft((before) => ({ ...before, ...part }));
  const close = () => {
    update.reset();
    onClose();
  };
  const save = () => {
    const { statement, review, ...rest } = draft;
    const given = Object.fromEntries(
      Object.entries(rest).filter(([, value]) => value.trim() !== ""),
    );
    update.mutate(
      { change: { statement, ...given, ...(review ? { review: Number(review) } : {}) } },
      { onSuccess: close },
    );
  };
  const reviews = numbers.reviews.map(({ number, title }) => ({ number, title }));
  if (change?.review && !reviews.some(({ number }) => number === change.review?.number)) {
    reviews.push(change.review);
  }
  return (
    <Dialog
      open={open}
      onOpenChange={(isOpen) => !isOpen && close()}
      size="md"
      sticky
      title="The change of this week"
      description="One change, small enough to measure. Say what should be different, not how."
      onSubmit={save}
      footer={
        <>
          {change && (
            <Button
              size="sm"
              variant="ghost"
              className="mr-auto"
              onClick={() => update.mutate({ change: null }, { onSuccess: close })}
            >
              Clear
            </Button>
          )}
          <Button size="sm" onClick={close}>
            Cancel
          </Button>
          <Button
            size="sm"
            type="submit"
            variant="primary"
            busy={update.isPending}
            disabled={draft.statement.trim() === ""}
          >
            Choose
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <Field label="What should be different">
          <Textarea
            rows={2}
            maxLength={400}
            value={draft.statement}
            placeholder="Double charges reach the billing desk"
            onChange={(event) => set({ statement: event.target.value })}
          />
        </Field>
        <div className="grid gap-3 sm:grid-cols-2">
          <Choice
            label="Failure category"
            value={draft.categoryId}
            onChange={(categoryId) => set({ categoryId })}
            options={numbers.categories.rows.map(({ id, name, now }) => ({
              value: id,
              label: `${name}, ${now} this week`,
            }))}
          />
          <Choice
            label="Segment"
            value={draft.segment}
            onChange={(segment) => set({ segment })}
            options={(segments?.data ?? []).map(({ name }) => ({ value: name, label: name }))}
          />
          <Choice
            label="Prompt"
            value={draft.prompt}
            onChange={(prompt) => set({ prompt })}
            options={(prompts?.data ?? []).map(({ name }) => ({ value: name, label: name }))}
          />
          <Choice
            label="Review"
            value={draft.review}
            onChange={(review) => set({ review })}
            options={reviews.map(({ number, title }) => ({
              value: String(number),
              label: `${number}: ${title}`,
            }))}
          />
        </div>
        <Field label="Ticket" optional>
          <Input
            type="url"
            value={draft.ticketUrl}
            placeholder="https://…"
            onChange={(event) => set({ ticketUrl: event.target.value })}
          />
        </Field>
        <FormError>{update.error?.message}</FormError>
      </div>
    </Dialog>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  options: { value: string; label: string }[];
}

function Choice({ label, value, onChange, options }: ChoiceProps) {
  const isKnown = value === "" || options.some((option) => option.value === value);
  return (
    <Field label={label} optional>
      <Select value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">None</option>
        {!isKnown && <option value={value}>{value}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </Select>
    </Field>
  );
}
