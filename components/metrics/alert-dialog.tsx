"use client";
import type { ComponentProps } from "react";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { labelClass } from "@/components/ui/controls/label-class";
import { Select } from "@/components/ui/controls/select";
import { Chip } from "@/components/ui/data/chip";
import { FormControl } from "@/components/ui/forms/form-control";
import { FormDialog } from "@/components/ui/forms/form-dialog";
import { FormField } from "@/components/ui/forms/form-field";
import { useZodForm, type ZodForm } from "@/components/ui/forms/use-zod-form";
import { toast, toastError } from "@/components/ui/overlays/toast";
import { RelativeTime } from "@/components/ui/text/relative-time";
import type { Alert, AlertRule } from "@/lib/metrics/alerts/alert-contract";
import type { MetricFilters, MetricSummary } from "@/lib/metrics/contract";
import { formatReading } from "@/lib/metrics/format-reading";
import { useAlertActions } from "@/lib/metrics/hooks";
import { DEFINITIONS, METRICS } from "@/lib/metrics/metric";
import {
  barUnit,
  draftOf,
  LASTING_CHOICES,
  ruleInWords,
  ruleOf,
  scopeWords,
  WINDOW_CHOICES,
} from "./alert-draft";
import { AlertPreview } from "./alert-preview";
import { ALERT_STATE_LABEL, figureOf, LABEL } from "./metric-words";

interface Props {
  project: string;
  /** The one to change; null: a new one. */
  alert: Alert | null;
  /** What the page shows: a new alert watches the same traces. */
  scope: MetricFilters;
  summary: MetricSummary | undefined;
  onClose: () => void;
}

/** A metric, its bar, for how long, over which traces, and how often that would have been. */
export default function AlertDialog({ project, alert, scope, summary, onClose }: Props) {
  const { create, edit } = useAlertActions(project);
  const form = useZodForm({
    draftKey: `alert ${project} ${alert?.id ?? ""}`,
    defaultValues: draftOf(alert, scope),
    schema: async () => (await import("@/lib/metrics/alerts/alert-contract")).AlertInput,
    toBody: (draft) => {
      const rule = ruleOf(draft);
      return rule && { ...rule, name: draft.name.trim() || nameOf(rule) };
    },
    save: (body) =>
      alert ? edit.mutateAsync({ id: alert.id, ...body }) : create.mutateAsync(body),
    onSaved: (_, { name }) => {
      toast(alert ? `${name} is changed.` : `${name} is on.`);
      onClose();
    },
  });
  const draft = form.values;
  const rule = ruleOf(draft);
  const now = summary && figureOf(summary.figures, draft.metric).now;

  return (
    <FormDialog
      form={form}
      onClose={onClose}
      size="md"
      title={alert ? `Change ${alert.name}` : "New alert"}
      submitLabel={alert ? "Save" : "Create alert"}
      canSubmit={rule !== null}
      aside={alert && <RemoveButton project={project} alert={alert} onClose={onClose} />}
    >
      <AlertBar form={form} />
      <p className="text-12 text-text-2 -mt-2">
        {now
          ? `On this page it is ${formatReading(draft.metric, now.value)}.`
          : "On this page it has no value."}
      </p>
      <AlertDuration form={form} />
      <FormControl form={form} name="filter">
        {({ value, onChange }) => (
          <AlertScope filter={value} isNew={alert === null} onChange={onChange} />
        )}
      </FormControl>
      <AlertPreview project={project} rule={rule} />
      <FormField form={form} name="name" label="Name" optional={!alert}>
        <Input maxLength={80} placeholder={rule ? nameOf(rule) : ""} />
      </FormField>
      {alert && alert.history.length > 0 && <AlertHistory alert={alert} />}
    </FormDialog>
  );
}

type AlertForm = ZodForm<ReturnType<typeof draftOf>>;

function AlertBar({ form }: { form: AlertForm }) {
  const unit = barUnit(form.values.metric);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_96px_120px] items-end gap-2">
      <FormField form={form} name="metric" label="Metric">
        <Select
          onChange={(event) => {
            const metric = METRICS.find((one) => one === event.target.value);
            if (!metric) return;
            const comparator = DEFINITIONS[metric].better === "higher" ? "<" : ">";
            form.change({ comparator, threshold: "" });
          }}
        >
          {METRICS.map((metric) => (
            <option key={metric} value={metric}>
              {LABEL[metric]}
            </option>
          ))}
        </Select>
      </FormField>
      <FormField form={form} name="comparator" label="is">
        <Select>
          <option value=">">above</option>
          <option value="<">below</option>
        </Select>
      </FormField>
      <FormField form={form} name="threshold" label={`Bar${unit ? `, ${unit}` : ""}`}>
        <Input inputMode="decimal" required />
      </FormField>
    </div>
  );
}

/** Over how long it is taken, how long it has to last, and on how much data. */
function AlertDuration({ form }: { form: AlertForm }) {
  return (
    <div className="grid grid-cols-3 gap-2">
      <FormControl form={form} name="windowMinutes">
        {({ value, onChange }) => (
          <Field label="Taken over" hint="the present hour and these before">
            <MinutesSelect choices={WINDOW_CHOICES} value={value} onChange={onChange} />
          </Field>
        )}
      </FormControl>
      <FormControl form={form} name="forMinutes">
        {({ value, onChange }) => (
          <Field label="Notify when beyond the bar for">
            <MinutesSelect choices={LASTING_CHOICES} value={value} onChange={onChange} />
          </Field>
        )}
      </FormControl>
      <FormField
        form={form}
        name="minSamples"
        label="Minimum samples"
        hint="Below this, the state is “too little data”."
      >
        <Input inputMode="numeric" required />
      </FormField>
    </div>
  );
}

function AlertHistory({ alert }: { alert: Alert }) {
  return (
    <section aria-label="History" className="grid gap-1">
      <h3 className={labelClass}>History</h3>
      <ul className="max-h-28 overflow-y-auto text-12 text-text-2">
        {alert.history.map(({ state, value, at }) => (
          <li key={at} className="tabular-nums">
            <RelativeTime value={at} />: {ALERT_STATE_LABEL[state]}
            {value !== null && `, ${formatReading(alert.metric, value)}`}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** `Escalation rate above 8 %`: what an alert without a name is called. */
const nameOf = (rule: AlertRule) => ruleInWords(rule).split(" over ")[0] ?? "";

interface RemoveProps {
  project: string;
  alert: Alert;
  onClose: () => void;
}

function RemoveButton({ project, alert, onClose }: RemoveProps) {
  const { remove } = useAlertActions(project);
  const onSuccess = () => {
    toast(`${alert.name} is removed.`);
    onClose();
  };
  const onError = (error: Error) => toastError(error.message);
  return (
    <Button
      variant="danger"
      className="mr-auto"
      busy={remove.isPending}
      onClick={() => remove.mutate(alert.id, { onSuccess, onError })}
    >
      Remove
    </Button>
  );
}

interface MinutesProps<Minutes extends number>
  extends Omit<ComponentProps<typeof Select>, "value" | "onChange"> {
  choices: readonly { value: Minutes; label: string }[];
  value: Minutes;
  onChange: (value: Minutes) => void;
}

function MinutesSelect<Minutes extends number>({
  choices,
  value,
  onChange,
  ...rest
}: MinutesProps<Minutes>) {
  return (
    <Select
      value={value}
      onChange={({ target }) => {
        const choice = choices.find((one) => one.value === Number(target.value));
        if (choice) onChange(choice.value);
      }}
      {...rest}
    >
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </Select>
  );
}

interface ScopeProps {
  filter: AlertRule["filter"];
  isNew: boolean;
  onChange: (filter: AlertRule["filter"]) => void;
}

function AlertScope({ filter, isNew, onChange }: ScopeProps) {
  const words = scopeWords(filter);
  const without = (name: string) =>
    Object.fromEntries(Object.entries(filter).filter(([key]) => key !== name));
  return (
    <div className="flex flex-wrap items-center gap-2 text-13">
      <span className="text-text-2">Over</span>
      {words.length === 0 && <b>all traces</b>}
      {words.map(({ name, word }) => (
        <Chip key={name} removeLabel={`Not only ${word}`} onRemove={() => onChange(without(name))}>
          {word}
        </Chip>
      ))}
      {isNew && <span className="text-12 text-text-3">as the page is filtered</span>}
    </div>
  );
}
