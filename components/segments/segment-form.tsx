"use client";
import type { ReactNode } from "react";
import { LooseningNotice } from "@/components/specs/loosening-notice";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { FormError } from "@/components/ui/controls/form-error";
import { Input } from "@/components/ui/controls/input";
import { Segmented } from "@/components/ui/controls/segmented";
import { Textarea } from "@/components/ui/controls/textarea";
import { Form } from "@/components/ui/forms/form";
import { FormControl } from "@/components/ui/forms/form-control";
import { FormField } from "@/components/ui/forms/form-field";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { toast } from "@/components/ui/overlays/toast";
import { useSettled } from "@/components/ui/use-settled";
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

/** A condition as it is written: line by line, or as JSON where it is nested deeper. */
interface WrittenCondition {
  view: "form" | "json";
  /** null: nested deeper than the lines show. */
  draft: ConditionDraft | null;
  text: string;
}

const conditionOf = ({ view, draft, text }: WrittenCondition): SegmentCondition | null =>
  view === "form" ? draft && toCondition(draft) : parse(text);

function startOf(segment: Segment | null): WrittenCondition {
  const draft = segment ? toDraft(segment.condition) : EMPTY;
  return { view: draft ? "form" : "json", draft, text: format(segment?.condition ?? null) };
}

/** A segment's name and condition, with what it would match. */
export default function SegmentForm({ project, segment, onClose }: Props) {
  const create = useCreateSegment(project);
  const update = useUpdateSegment(project);
  const form = useZodForm({
    draftKey: `segment ${project} ${segment?.id ?? ""}`,
    defaultValues: { name: segment?.name ?? "", condition: startOf(segment) },
    schema: async () => (await import("@/lib/segments/contract")).SegmentInput,
    toBody: ({ name, condition: written }) => {
      const condition = conditionOf(written);
      return condition && { name, condition };
    },
    save: (body) =>
      segment ? update.mutateAsync({ segment: segment.name, ...body }) : create.mutateAsync(body),
    fieldOfCode: { conflict: "name" },
    onSaved: ({ name }) => {
      toast(`${name} is saved`);
      onClose();
    },
  });
  const { name } = form.values;
  const condition = conditionOf(form.values.condition);
  const settled = useSettled(
    segment && condition && !isSame(segment, { name, condition }) ? { name, condition } : null,
  );

  return (
    <div className="grid grid-cols-1 border-t lg:grid-cols-[minmax(0,1.25fr)_minmax(0,1fr)]">
      <Form
        form={form}
        className="grid min-w-0 content-start gap-3 px-4 py-3"
        aria-label={segment ? `Edit ${segment.name}` : "New segment"}
      >
        <FormControl form={form} name="condition" showsErrors>
          {({ value, onChange, error }) => (
            <ConditionFields
              written={value}
              onChange={onChange}
              error={error}
              before={
                <FormField form={form} name="name" label="Name" className="w-65">
                  <Input size="sm" required maxLength={60} />
                </FormField>
              }
            />
          )}
        </FormControl>
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
            busy={form.isSaving}
          >
            Save segment
          </Button>
          <Button
            size="sm"
            onClick={() => {
              form.discard();
              onClose();
            }}
          >
            Cancel
          </Button>
        </div>
      </Form>
      <SegmentPreview project={project} condition={condition} saved={segment?.condition ?? null} />
    </div>
  );
}

interface ConditionFieldsProps {
  written: WrittenCondition;
  onChange: (written: WrittenCondition) => void;
  error: string | undefined;
  /** Stands beside the choice between lines and JSON. */
  before: ReactNode;
}

function ConditionFields({ written, onChange, error, before }: ConditionFieldsProps) {
  const { view, draft, text } = written;
  const condition = conditionOf(written);

  function show(next: "form" | "json") {
    if (next === "json") onChange({ ...written, view: next, text: format(condition) });
    else onChange({ ...written, view: next, draft: condition ? toDraft(condition) : EMPTY });
  }

  return (
    <>
      <div className="flex items-end justify-between gap-3">
        {before}
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
        <ConditionRows draft={draft} onChange={(next) => onChange({ ...written, draft: next })} />
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
          error={error ?? (condition ? undefined : "This is not JSON yet.")}
        >
          <Textarea
            mono
            rows={10}
            spellCheck={false}
            value={text}
            onChange={(event) => onChange({ ...written, text: event.target.value })}
          />
        </Field>
      )}
      {view === "form" && <FormError className="contents">{error}</FormError>}
    </>
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
