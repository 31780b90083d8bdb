"use client";
import { useState } from "react";
import { LooseningNotice } from "@/components/specs/loosening-notice";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { FormError } from "@/components/ui/controls/form-error";
import { Input } from "@/components/ui/controls/input";
import { Segmented } from "@/components/ui/controls/segmented";
import { Textarea } from "@/components/ui/controls/textarea";
import { toast } from "@/components/ui/overlays/toast";
import { useSettled } from "@/components/ui/use-settled";
import { parseProblem } from "@/lib/http/form-problem";
import type { Segment, SegmentCondition } from "@/lib/segments/contract";
import { useCreateSegment, useUpdateSegment } from "@/lib/segments/hooks";
import { type ConditionDraft, toCondition, toDraft } from "./condition-draft";
import { ConditionRows } from "./condition-rows";
import { SegmentPreview } from "./segment-preview";

interface Props {
  project: string;
  /** null: a new one. */
  segment: Segment | null;
  onClose: () => void;
}

const EMPTY: ConditionDraft = {
  combination: "all",
  rows: [{ id: 0, subject: "language", attribute: "", operator: "!=", value: "" }],
};

/** A condition line by line, or as JSON where it is nested deeper, with what it would match. */
export function SegmentForm({ project, segment, onClose }: Props) {
  const create = useCreateSegment(project);
  const edit = useUpdateSegment(project);
  const [name, setName] = useState(segment?.name ?? "");
  const [draft, setDraft] = useState(() => (segment ? toDraft(segment.condition) : EMPTY));
  const [text, setText] = useState(() => format(segment?.condition ?? null));
  const [view, setView] = useState<"form" | "json">(draft ? "form" : "json");
  const condition = view === "form" ? draft && toCondition(draft) : parse(text);
  const settled = useSettled(
    segment && condition && !isSame(segment, { name, condition }) ? { name, condition } : null,
  );
  const problem = parseProblem(create.error ?? edit.error, ["name", "condition"]);

  function show(next: "form" | "json") {
    if (next === "json") setText(format(condition));
    else setDraft(condition ? toDraft(condition) : EMPTY);
    setView(next);
  }

  function save() {
    if (!condition) return;
    const onSuccess = (saved: Segment) => {
      toast(`${saved.name} is saved`);
      onClose();
    };
    if (segment) edit.mutate({ segment: segment.name, name, condition }, { onSuccess });
    else create.mutate({ name, condition }, { onSuccess });
  }

  return (
    <div className="grid grid-cols-1 border-t border-border lg:grid-cols-[minmax(0,1.25fr)_minmax(0,1fr)]">
      <form
        className="grid min-w-0 content-start gap-3 px-4 py-3"
        aria-label={segment ? `Edit ${segment.name}` : "New segment"}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <div className="flex items-end justify-between gap-3">
          <Field label="Name" className="w-65" error={problem.at("name")}>
            <Input
              size="sm"
              required
              maxLength={60}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          </Field>
          <Segmented
            label="Condition as"
            options={[
              { value: "form", label: "Form" },
              { value: "json", label: "JSON" },
            ]}
            value={view}
            onValueChange={show}
          />
        </div>
        {view === "form" && draft ? (
          <ConditionRows draft={draft} onChange={setDraft} />
        ) : view === "form" ? (
          <p className="text-12 text-text-2">
            This condition is nested deeper than the form shows; edit it as JSON.
          </p>
        ) : (
          <Field
            label="Condition"
            hint={
              '{ "subject", "operator", "value" }, or { "all": […] }, { "any": […] }, { "not": … }'
            }
            error={problem.at("condition") ?? (condition ? undefined : "This is not JSON yet.")}
          >
            <Textarea
              mono
              rows={10}
              spellCheck={false}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          </Field>
        )}
        <FormError>{problem.whole ?? (view === "form" ? problem.at("condition") : null)}</FormError>
        {segment && (
          <LooseningNotice
            project={project}
            change={settled && { segment: segment.name, body: settled }}
          />
        )}
        <p className="text-12 text-text-2">
          The new definition applies from now on; finished runs keep their figures.
        </p>
        <div className="flex gap-2">
          <Button
            size="sm"
            type="submit"
            variant="primary"
            disabled={!condition}
            busy={create.isPending || edit.isPending}
          >
            Save segment
          </Button>
          <Button size="sm" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </form>
      <SegmentPreview project={project} condition={condition} saved={segment?.condition ?? null} />
    </div>
  );
}

const isSame = (saved: Segment, { name, condition }: Pick<Segment, "name" | "condition">) =>
  saved.name === name && JSON.stringify(saved.condition) === JSON.stringify(condition);

function format(condition: SegmentCondition | null): string {
  const example = { subject: "language", operator: "!=", value: "en" };
  return JSON.stringify(condition ?? example, null, 2);
}

/** Any JSON object: whether it is a condition is said by the server's answer. */
function parse(text: string): SegmentCondition | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as SegmentCondition) : null;
  } catch {
    return null;
  }
}
