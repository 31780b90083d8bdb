"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import { evalSetQueries } from "@/lib/eval-sets/queries";
import { segmentQueries } from "@/lib/segments/queries";
import type { CriterionInput } from "@/lib/specs/contract";
import {
  type CriterionDraft,
  criterionOf,
  OWN_SCORERS,
  type OwnScorer,
  unitOfDraft,
} from "./criterion-draft";
import { CriterionTry } from "./criterion-try";
import { METRICS, metricLabel, unitOfMetric } from "./format-gate";

interface Props {
  project: string;
  name: string;
  draft: CriterionDraft;
  taken: string[];
  environments: string[];
  busy: boolean;
  error: string | null;
  onChange: (draft: CriterionDraft) => void;
  onSave: (criterion: CriterionInput) => void;
  onCancel: () => void;
}

const UNIT = { rate: "%", ms: "ms", usd: "$", count: "" };
const SETTLED_MS = 350;

/** Writes one criterion, while the stored answers say what it would mean. */
export function CriterionEditor(props: Props) {
  const { project, name, draft, taken, environments, busy, error, onChange, onSave } = props;
  const set = (next: Partial<CriterionDraft>) => onChange({ ...draft, ...next });
  const { data: sets } = useQuery(evalSetQueries.list(project));
  const { data: segments } = useQuery(segmentQueries.list(project));
  const { data: detail } = useQuery({
    ...evalSetQueries.detail(project, draft.evalSet),
    enabled: draft.evalSet !== "",
    placeholderData: keepPreviousData,
  });
  const statement = useRef<HTMLInputElement>(null);
  useEffect(() => statement.current?.focus(), []);
  const [firstSet] = sets?.data ?? [];
  useEffect(() => {
    if (draft.evalSet === "" && firstSet) onChange({ ...draft, evalSet: firstSet.name });
  }, [draft, firstSet, onChange]);
  const criterion = criterionOf(draft, taken);
  const settled = useSettled(criterion);
  const isReady = criterion !== null && draft.statement.trim() !== "";
  const save = () => {
    if (isReady && !busy) onSave(criterion);
  };
  useShortcuts([{ keys: "mod+enter", label: "Save the criterion", group: "Page", run: save }]);
  const unit = unitOfDraft(draft);
  const chooseMeasure = (measure: string) => {
    const isUp = !measure.startsWith("metric:") || measure === "metric:success_rate";
    const was = unitOfDraft(draft);
    const next = measure.startsWith("metric:") ? unitOfMetric(measure.slice(7)) : "rate";
    set({ measure, comparator: isUp ? ">=" : "<=", ...(was === next ? {} : { bar: "" }) });
  };
  return (
    <form
      className="criterion-editor"
      aria-label={draft.key ? "Change the criterion" : "New criterion"}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") props.onCancel();
      }}
    >
      <div className="flex items-center gap-2">
        <Badge tone="accent">{draft.key ?? "new"}</Badge>
        <Input
          ref={statement}
          className="flex-1"
          aria-label="Statement"
          placeholder="What has to hold, in one sentence"
          maxLength={500}
          value={draft.statement}
          onChange={(event) => set({ statement: event.target.value })}
        />
      </div>
      {draft.serves.length > 0 && (
        <p className="small muted">for: {draft.serves.map((line) => `“${line}”`).join(", ")}</p>
      )}
      <div className="criterion-fields">
        <Field label="Set">
          <Select value={draft.evalSet} onChange={(event) => set({ evalSet: event.target.value })}>
            {!sets?.data.some((each) => each.name === draft.evalSet) && (
              <option value={draft.evalSet}>{draft.evalSet || "no eval set yet"}</option>
            )}
            {sets?.data.map((each) => (
              <option key={each.name}>{each.name}</option>
            ))}
          </Select>
        </Field>
        <Field label="Split">
          <Select
            value={draft.split}
            onChange={(event) => set({ split: event.target.value as CriterionDraft["split"] })}
          >
            <option value="development">development</option>
            <option value="holdout">holdout</option>
          </Select>
        </Field>
        <Field label="Scorer or metric">
          <Select value={draft.measure} onChange={(event) => chooseMeasure(event.target.value)}>
            {draft.kept && <option value="kept">as written</option>}
            <optgroup label={`Scorers of ${draft.evalSet || "the set"}`}>
              {scorerNames(detail?.scorers ?? [], draft.measure).map((scorer) => (
                <option key={scorer} value={`scorer:${scorer}`}>
                  {scorer}
                </option>
              ))}
            </optgroup>
            <optgroup label="Metrics">
              {METRICS.map((metric) => (
                <option key={metric} value={`metric:${metric}`}>
                  {metricLabel(metric)}
                </option>
              ))}
            </optgroup>
            <optgroup label="A scorer of its own: the answer">
              {(Object.keys(OWN_SCORERS) as OwnScorer[]).map((own) => (
                <option key={own} value={`own:${own}`}>
                  {OWN_SCORERS[own].label}
                </option>
              ))}
            </optgroup>
          </Select>
        </Field>
        {draft.measure.startsWith("own:") && draft.measure !== "own:is-json" && (
          <Field label={draft.measure.includes("regex") ? "Pattern" : "Text"}>
            <Input
              value={draft.ownText}
              onChange={(event) => set({ ownText: event.target.value })}
            />
          </Field>
        )}
        <Field label="Against">
          <Select value={draft.against} onChange={(event) => set({ against: event.target.value })}>
            <option value="">a bar</option>
            {withChosen(environments, draft.against).map((environment) => (
              <option key={environment} value={environment}>
                live in {environment}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Is">
          <Select
            value={draft.comparator}
            onChange={(event) =>
              set({ comparator: event.target.value as CriterionDraft["comparator"] })
            }
          >
            <option value=">=">≥</option>
            <option value="<=">≤</option>
            <option value=">">&gt;</option>
            <option value="<">&lt;</option>
          </Select>
        </Field>
        <Field label={`${draft.against ? "Margin" : "Bar"}${barUnit(unit, draft.against)}`}>
          <Input
            inputMode="decimal"
            value={draft.bar}
            onChange={(event) => set({ bar: event.target.value })}
          />
        </Field>
        <Field label="Segment">
          <Select value={draft.segment} onChange={(event) => set({ segment: event.target.value })}>
            <option value="">all cases</option>
            {withChosen(segments?.data.map((each) => each.name) ?? [], draft.segment).map(
              (each) => (
                <option key={each}>{each}</option>
              ),
            )}
          </Select>
        </Field>
        <div className="field">
          <span className="label">Level</span>
          <Segmented
            label="Level"
            value={draft.level}
            onValueChange={(level) => set({ level })}
            options={[
              { value: "must", label: "must" },
              { value: "should", label: "should" },
            ]}
          />
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <div className="min-w-0 flex-1">
          <CriterionTry project={project} name={name} criterion={settled} />
        </div>
        <Button variant="ghost" onClick={props.onCancel}>
          Cancel
        </Button>
        <Button variant="primary" type="submit" kbd="mod+enter" busy={busy} disabled={!isReady}>
          {draft.key ? "Save" : "Add"}
        </Button>
      </div>
      <FormError>{error}</FormError>
    </form>
  );
}

function barUnit(unit: keyof typeof UNIT, against: string): string {
  const text = unit === "rate" && against ? "points" : UNIT[unit];
  return text ? `, ${text}` : "";
}

const withChosen = (options: readonly string[], chosen: string): string[] =>
  chosen === "" || options.includes(chosen) ? [...options] : [...options, chosen];

function scorerNames(
  scorers: readonly { kind: string; name?: string | undefined; config: object }[],
  measure: string,
): string[] {
  const names = scorers.map(({ kind, name, config }) => {
    const { field } = config as { field?: string };
    return name ?? (field ? `${kind}: ${field}` : kind);
  });
  return withChosen([...new Set(names)], measure.startsWith("scorer:") ? measure.slice(7) : "");
}

/** The criterion once typing has paused, so that not every key asks the server. */
function useSettled(criterion: CriterionInput | null): CriterionInput | null {
  const text = JSON.stringify(criterion);
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return JSON.parse(settled) as CriterionInput | null;
}
