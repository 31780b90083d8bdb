"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useRef } from "react";
import { Button } from "@/components/ui/controls/button";
import { FormError } from "@/components/ui/controls/form-error";
import { Input } from "@/components/ui/controls/input";
import { Badge } from "@/components/ui/data/badge";
import { Chip } from "@/components/ui/data/chip";
import { useSettled } from "@/components/ui/use-settled";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import { evalSetQueries } from "@/lib/eval-sets/queries";
import type { WriteSpecInput } from "@/lib/specs/contract";
import type { CriterionInput } from "@/lib/specs/criterion-contract";
import { type CriterionDraft, criterionOf } from "./criterion-draft";
import { CriterionFields, scorerNames } from "./criterion-fields";
import { criterionStarts } from "./criterion-start";
import { CriterionTry } from "./criterion-try";
import { LooseningNotice } from "./loosening-notice";

const ScorerSettings = lazy(() =>
  import("@/components/eval-sets/scorer-settings").then((module) => ({
    default: module.ScorerSettings,
  })),
);

interface Props {
  project: string;
  name: string;
  draft: CriterionDraft;
  taken: string[];
  environments: string[];
  busy: boolean;
  error: string | null;
  /** The spec with this criterion as it would be saved. */
  specWith: (criterion: CriterionInput) => WriteSpecInput;
  onChange: (draft: CriterionDraft) => void;
  onSave: (criterion: CriterionInput) => void;
  onCancel: () => void;
}

/** Writes one criterion, while the stored answers say what it would mean. */
export function CriterionEditor(props: Props) {
  const { project, name, draft, taken, environments, busy, error, onChange, onSave } = props;
  const set = (next: Partial<CriterionDraft>) => onChange({ ...draft, ...next });
  const { data: sets } = useQuery(evalSetQueries.list(project));
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
  const scorers = scorerNames(detail?.scorers ?? []);
  const starts = criterionStarts({
    scorer: scorers[0] ?? null,
    environment: environments.includes("production") ? "production" : (environments[0] ?? ""),
  });
  const isOurs = starts.some(({ draft: start }) => start.statement === draft.statement);
  const criterion = criterionOf(draft, taken);
  const settled = useSettled(criterion);
  const isReady = criterion !== null && draft.statement.trim() !== "";
  const save = () => {
    if (isReady && !busy) onSave(criterion);
  };
  useShortcuts([{ keys: "mod+enter", label: "Save the criterion", group: "Page", run: save }]);
  const ownKind = draft.measure.startsWith("own:") ? draft.measure.slice(4) : null;
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
        <p className="text-12 text-text-2">
          for: {draft.serves.map((line) => `“${line}”`).join(", ")}
        </p>
      )}
      {draft.key === null && (
        <div className="flex flex-wrap items-center gap-1.5">
          <span className="text-12 text-text-2">Begin with</span>
          {starts.map(({ label, draft: start }) => (
            <Chip
              key={label}
              onClick={() => {
                const { statement: sentence, ...rest } = start;
                const isFree = draft.statement.trim() === "" || isOurs;
                set(isFree ? { ...rest, statement: sentence ?? "" } : rest);
              }}
            >
              {label}
            </Chip>
          ))}
        </div>
      )}
      <CriterionFields
        project={project}
        draft={draft}
        sets={sets?.data.map((each) => each.name) ?? null}
        scorers={scorers}
        environments={environments}
        onChange={set}
      />
      {ownKind && (
        <fieldset className="grid gap-2 rounded border border-border bg-surface p-3">
          <legend className="sr-only">Settings of the scorer</legend>
          <Suspense fallback={<div className="h-16" />}>
            <ScorerSettings
              key={ownKind}
              kind={ownKind}
              config={draft.ownConfig}
              onChange={(ownConfig) => set({ ownConfig })}
            />
          </Suspense>
        </fieldset>
      )}
      {/* A new criterion loosens nothing. */}
      {draft.key !== null && (
        <LooseningNotice
          project={project}
          change={settled && { prompt: name, body: props.specWith(settled) }}
        />
      )}
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
