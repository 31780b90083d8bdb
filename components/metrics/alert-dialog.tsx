"use client";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { FormError } from "@/components/ui/controls/form-error";
import { Input } from "@/components/ui/controls/input";
import { Select } from "@/components/ui/controls/select";
import { Chip } from "@/components/ui/data/chip";
import { Dialog } from "@/components/ui/overlays/dialog";
import { toast } from "@/components/ui/overlays/toast";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { parseProblem } from "@/lib/http/form-problem";
import type { Alert } from "@/lib/metrics/alerts/alert-contract";
import type { MetricFilters, MetricSummary } from "@/lib/metrics/contract";
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
import { STATE_WORDS } from "./alert-state-badge";
import { figureOf, formatReading, LABEL } from "./metric-words";

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
  const { create, edit, remove } = useAlertActions(project);
  const [draft, setDraft] = useState(() => draftOf(alert, scope));
  const change = (some: Partial<typeof draft>) => setDraft({ ...draft, ...some });
  const rule = ruleOf(draft);
  const mutation = alert ? edit : create;
  const problem = parseProblem(mutation.error, ["minSamples", "name"]);
  const suggested = rule ? ruleInWords(rule).split(" over ")[0] : "";
  const now = summary && figureOf(summary.figures, draft.metric).now;
  const words = scopeWords(draft.filter);

  function submit() {
    if (!rule) return;
    const body = { ...rule, name: draft.name.trim() || (suggested ?? "") };
    const onSuccess = () => {
      toast(alert ? `${body.name} is changed.` : `${body.name} is on.`);
      onClose();
    };
    if (alert) edit.mutate({ id: alert.id, ...body }, { onSuccess });
    else create.mutate(body, { onSuccess });
  }

  return (
    <Dialog
      open
      size="md"
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={alert ? `Change ${alert.name}` : "New alert"}
      onSubmit={submit}
      footer={
        <>
          {alert && (
            <Button
              variant="danger"
              className="mr-auto"
              busy={remove.isPending}
              onClick={() =>
                remove.mutate(alert.id, {
                  onSuccess: () => {
                    toast(`${alert.name} is removed.`);
                    onClose();
                  },
                })
              }
            >
              Remove
            </Button>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={mutation.isPending} disabled={!rule}>
            {alert ? "Save" : "Create alert"}
          </Button>
        </>
      }
    >
      <div className="grid grid-cols-[minmax(0,1fr)_96px_120px] items-end gap-2">
        <Field label="Metric">
          <Select
            value={draft.metric}
            onChange={(event) => {
              const metric = METRICS.find((one) => one === event.target.value);
              if (!metric) return;
              const comparator = DEFINITIONS[metric].better === "higher" ? "<" : ">";
              change({ metric, comparator, bar: "" });
            }}
          >
            {METRICS.map((metric) => (
              <option key={metric} value={metric}>
                {LABEL[metric]}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="is">
          <Select
            value={draft.comparator}
            onChange={(event) => change({ comparator: event.target.value === "<" ? "<" : ">" })}
          >
            <option value=">">above</option>
            <option value="<">below</option>
          </Select>
        </Field>
        <Field label={`Bar${barUnit(draft.metric) ? `, ${barUnit(draft.metric)}` : ""}`}>
          <Input
            inputMode="decimal"
            required
            value={draft.bar}
            onChange={(event) => change({ bar: event.target.value })}
          />
        </Field>
      </div>
      <p className="text-12 text-text-2 -mt-2">
        {now
          ? `On this page it is ${formatReading(draft.metric, now.value)}.`
          : "On this page it has no value."}
      </p>
      <div className="grid grid-cols-3 gap-2">
        <Field label="Taken over" hint="the present hour and these before">
          <Select
            value={draft.windowMinutes}
            onChange={(event) => {
              const chosen = WINDOW_CHOICES.find(
                ({ value }) => value === Number(event.target.value),
              );
              if (chosen) change({ windowMinutes: chosen.value });
            }}
          >
            {WINDOW_CHOICES.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Notify when beyond the bar for">
          <Select
            value={draft.forMinutes}
            onChange={(event) => change({ forMinutes: Number(event.target.value) })}
          >
            {LASTING_CHOICES.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
        <Field
          label="Minimum samples"
          hint="Below this, the state is “too little data”."
          error={problem.at("minSamples")}
        >
          <Input
            inputMode="numeric"
            required
            value={draft.minSamples}
            onChange={(event) => change({ minSamples: event.target.value })}
          />
        </Field>
      </div>
      <div className="flex flex-wrap items-center gap-2 text-13">
        <span className="text-text-2">Over</span>
        {words.length === 0 && <b>all traces</b>}
        {words.map(({ name, word }) => (
          <Chip
            key={name}
            removeLabel={`Not only ${word}`}
            onRemove={() =>
              change({
                filter: Object.fromEntries(
                  Object.entries(draft.filter).filter(([key]) => key !== name),
                ),
              })
            }
          >
            {word}
          </Chip>
        ))}
        {!alert && <span className="text-12 text-text-3">as the page is filtered</span>}
      </div>
      <AlertPreview project={project} rule={rule} />
      <Field label="Name" optional={!alert} error={problem.at("name")}>
        <Input
          value={draft.name}
          maxLength={80}
          placeholder={suggested}
          onChange={(event) => change({ name: event.target.value })}
        />
      </Field>
      {alert && alert.history.length > 0 && (
        <section aria-label="History" className="grid gap-1">
          <h3 className="label">History</h3>
          <ul className="max-h-28 overflow-y-auto text-12 text-text-2">
            {alert.history.map(({ state, value, at }) => (
              <li key={at} className="tabular-nums">
                <RelativeTime value={at} />: {STATE_WORDS[state]}
                {value !== null && `, ${formatReading(alert.metric, value)}`}
              </li>
            ))}
          </ul>
        </section>
      )}
      <FormError>{problem.whole}</FormError>
      {remove.error && <FormError>{remove.error.message}</FormError>}
    </Dialog>
  );
}
