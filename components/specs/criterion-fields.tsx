"use client";
import { useQuery } from "@tanstack/react-query";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { labelClass } from "@/components/ui/controls/label-class";
import { Link } from "@/components/ui/controls/link";
import { Segmented } from "@/components/ui/controls/segmented";
import { Select } from "@/components/ui/controls/select";
import { linkClass } from "@/components/ui/text/link-class";
import { scorerCatalogue } from "@/lib/scorers/scorer-catalogue";
import { segmentQueries } from "@/lib/segments/queries";
import { ANYWHERE, type CriterionDraft, hasCap, unitOfDraft, usualBar } from "./criterion-draft";
import { METRICS, metricLabel } from "./spec-words";

interface Props {
  project: string;
  draft: CriterionDraft;
  /** null: not read yet. */
  sets: string[] | null;
  /** Of the chosen set. */
  scorers: string[];
  environments: string[];
  onChange: (next: Partial<CriterionDraft>) => void;
  errorAt: (path: string) => string | undefined;
}

const UNIT = { rate: "%", ms: "ms", usd: "$", count: "" };

/** What is measured, on which cases, against which bar. */
export function CriterionFields(props: Props) {
  const { project, draft, sets, onChange: set, errorAt } = props;
  const { data: segments } = useQuery(segmentQueries.list(project));
  return (
    <div className="grid grid-cols-[repeat(auto-fit,minmax(104px,1fr))] items-end gap-2">
      <Field label="Set" error={errorAt("evalSet")}>
        <Select value={draft.evalSet} onChange={(event) => set({ evalSet: event.target.value })}>
          {!sets?.includes(draft.evalSet) && (
            <option value={draft.evalSet}>{draft.evalSet || "no eval set yet"}</option>
          )}
          {sets?.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </Select>
      </Field>
      {sets?.length === 0 && (
        <p className="text-12 text-text-2 self-center">
          A criterion is measured on cases.{" "}
          <Link className={linkClass} href={`/${project}/eval-sets`}>
            Create an eval set
          </Link>
        </p>
      )}
      <Field label="Split" error={errorAt("split")}>
        <Select
          value={draft.split}
          onChange={(event) => set({ split: event.target.value as CriterionDraft["split"] })}
        >
          <option value="development">development</option>
          <option value="holdout">holdout</option>
        </Select>
      </Field>
      <MeasureField {...props} />
      <BarFields {...props} />
      <Field label="Answers per case" error={errorAt("repeats")}>
        <Input
          inputMode="numeric"
          placeholder="1"
          value={draft.repeats}
          onChange={(event) => set({ repeats: event.target.value })}
        />
      </Field>
      <Field label="Segment" error={errorAt("segment")}>
        <Select value={draft.segment} onChange={(event) => set({ segment: event.target.value })}>
          <option value="">all cases</option>
          {withChosen(segments?.data.map((each) => each.name) ?? [], draft.segment).map((each) => (
            <option key={each}>{each}</option>
          ))}
        </Select>
      </Field>
      <Field label="Owner" error={errorAt("owner")}>
        <Input
          placeholder="nobody"
          maxLength={120}
          value={draft.owner}
          onChange={(event) => set({ owner: event.target.value })}
        />
      </Field>
      <LevelChoice level={draft.level} onChange={(level) => set({ level })} />
    </div>
  );
}

/** A scorer of the set, a metric, or a scorer of its own. */
function MeasureField({ draft, scorers, onChange: set, errorAt }: Props) {
  const chooseMeasure = (measure: string) => {
    const isUp = !measure.startsWith("metric:") || /success_rate|all_pass_rate/.test(measure);
    const next = unitOfDraft({ ...draft, measure });
    set({
      measure,
      ownName: undefined,
      ownConfig: {},
      comparator: isUp ? ">=" : "<=",
      ...(unitOfDraft(draft) === next ? {} : { bar: usualBar(next, draft.against) }),
    });
  };
  return (
    <Field label="Scorer or metric" error={errorAt("scorer") ?? errorAt("metric")}>
      <Select value={draft.measure} onChange={(event) => chooseMeasure(event.target.value)}>
        <optgroup label={`Scorers of ${draft.evalSet || "the set"}`}>
          {withChosen(
            scorers,
            draft.measure.startsWith("scorer:") ? draft.measure.slice(7) : "",
          ).map((scorer) => (
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
        <optgroup label="A scorer of its own">
          {scorerCatalogue.map(({ kind, title }) => (
            <option key={kind} value={`own:${kind}`}>
              {title}
            </option>
          ))}
        </optgroup>
      </Select>
    </Field>
  );
}

/** Against what it is measured, and how far from it is still well. */
function BarFields({ draft, environments, onChange: set, errorAt }: Props) {
  const unit = unitOfDraft(draft);
  const chooseAgainst = (against: string) =>
    set({
      against,
      ...((draft.against === "") === (against === "") ? {} : { bar: usualBar(unit, against) }),
    });
  return (
    <>
      <Field label="Against" error={errorAt("environment") ?? errorAt("kind")}>
        <Select value={draft.against} onChange={(event) => chooseAgainst(event.target.value)}>
          <option value="">a bar</option>
          <option value={ANYWHERE}>live where it goes</option>
          {withChosen(environments, draft.against === ANYWHERE ? "" : draft.against).map(
            (environment) => (
              <option key={environment} value={environment}>
                live in {environment}
              </option>
            ),
          )}
        </Select>
      </Field>
      <Field label={draft.against ? "Better is" : "Is"} error={errorAt("comparator")}>
        <Select
          value={draft.comparator}
          onChange={(event) =>
            set({ comparator: event.target.value as CriterionDraft["comparator"] })
          }
        >
          <option value=">=">{draft.against ? "higher" : "≥"}</option>
          <option value="<=">{draft.against ? "lower" : "≤"}</option>
          {(!draft.against || draft.comparator === ">") && <option value=">">&gt;</option>}
          {(!draft.against || draft.comparator === "<") && <option value="<">&lt;</option>}
        </Select>
      </Field>
      <Field label={barLabel(unit, draft.against)} error={errorAt("threshold")}>
        <Input
          inputMode="decimal"
          value={draft.bar}
          onChange={(event) => set({ bar: event.target.value })}
        />
      </Field>
      {draft.against === "" && (
        <Field
          label={unit === "rate" || unit === "ms" ? "Tolerance, points" : "Tolerance, %"}
          error={errorAt("tolerance")}
        >
          <Input
            inputMode="decimal"
            placeholder={unit === "rate" ? "3" : unit === "ms" ? "2.5" : "5"}
            value={draft.tolerance}
            onChange={(event) => set({ tolerance: event.target.value })}
          />
        </Field>
      )}
      {hasCap(draft) && (
        <Field label="May newly fail, cases" error={errorAt("maxNewlyFailing")}>
          <Input
            inputMode="numeric"
            placeholder="no cap"
            value={draft.maxNewlyFailing}
            onChange={(event) => set({ maxNewlyFailing: event.target.value })}
          />
        </Field>
      )}
    </>
  );
}

interface LevelProps {
  level: CriterionDraft["level"];
  onChange: (level: CriterionDraft["level"]) => void;
}

function LevelChoice({ level, onChange }: LevelProps) {
  return (
    <div className="grid content-start gap-1">
      <span className={labelClass}>Level</span>
      <Segmented
        label="Level"
        className="h-8"
        value={level}
        onValueChange={onChange}
        options={[
          { value: "must", label: "must" },
          { value: "should", label: "should" },
        ]}
      />
    </div>
  );
}

function barLabel(unit: keyof typeof UNIT, against: string): string {
  if (!against) return UNIT[unit] ? `Bar, ${UNIT[unit]}` : "Bar";
  const text = unit === "rate" ? "points" : UNIT[unit];
  return text ? `Allowed loss, ${text}` : "Allowed loss";
}

const withChosen = (options: readonly string[], chosen: string): string[] =>
  chosen === "" || options.includes(chosen) ? [...options] : [...options, chosen];

/** As runs call them: the name, else the kind with the field that it looks at. */
export function scorerNames(
  scorers: readonly { kind: string; name?: string | undefined; config: object }[],
): string[] {
  const names = scorers.map(({ kind, name, config }) => {
    const { field } = config as { field?: string };
    return name ?? (field ? `${kind}: ${field}` : kind);
  });
  return [...new Set(names)];
}
