"use client";
import { useQuery } from "@tanstack/react-query";
import { parseAsString, useQueryState } from "nuqs";
import { lazyView } from "@/components/ui/lazy-view";
import type { Spec } from "@/lib/specs/contract";
import type { Criterion } from "@/lib/specs/criterion-contract";
import type { Gate } from "@/lib/specs/gates/gate-contract";
import { specQueries } from "@/lib/specs/queries";
import { type Gap, isUnmeasurable } from "./coverage-chips";
import { CriteriaTable } from "./criteria-table";
import { withCriterion, withCriterionMoved } from "./spec-changes";
import type { useCriterionDraft } from "./use-criterion-draft";
import type { useSpecEdits } from "./use-spec-edits";

const CriterionEditor = lazyView(() => import("./criterion-editor"));

interface Props {
  project: string;
  name: string;
  spec: Spec;
  /** Of the shown version. */
  gates: Gate[];
  version: number | null;
  gap: Gap | null;
  environments: string[];
  mayWrite: boolean;
  edits: ReturnType<typeof useSpecEdits>;
  writing: ReturnType<typeof useCriterionDraft>;
  onRemove: (criterion: Criterion | null) => void;
}

/** The criteria with what the chosen version reaches, and the one that is being written. */
export function SpecCriteria(props: Props) {
  const { project, name, spec, gates, version, gap, environments, mayWrite } = props;
  const { edits, writing } = props;
  const { criteria } = spec;
  const { draft } = writing;
  const { data: trends } = useQuery(specQueries.trends(project, name));
  const { data: coverage } = useQuery(specQueries.coverage(project, name));
  const [open, setOpen] = useQueryState("criterion", parseAsString);
  const unmeasurable = new Set(gates.filter(isUnmeasurable).map((gate) => gate.criterion));
  const listed =
    gap === "not-measurable" ? criteria.filter(({ key }) => unmeasurable.has(key)) : criteria;
  const editor = draft && (
    <CriterionEditor
      key={`${draft.key} ${draft.serves.join(" ")} ${draft.evalSet}`}
      project={project}
      name={name}
      start={draft}
      place={
        draft.key === null ? criteria.length : criteria.findIndex(({ key }) => key === draft.key)
      }
      keys={criteria.map(({ key }) => key)}
      environments={environments}
      busy={edits.busy}
      specWith={(criterion) => ({
        ...{ requirements: spec.requirements, failureCases: spec.failureCases },
        criteria: criteria.map((each) => (each.key === criterion.key ? criterion : each)),
      })}
      onSave={(criterion) => edits.saveOrThrow(withCriterion(criterion))}
      onClose={writing.close}
    />
  );
  return (
    <>
      <CriteriaTable
        project={project}
        criteria={criteria}
        listed={listed}
        gates={gates}
        trends={trends}
        coverage={coverage}
        hints={spec.hints}
        version={version}
        editing={draft?.key ?? null}
        editor={editor}
        shown={open}
        mayWrite={mayWrite}
        onShow={(key) => void setOpen(key)}
        onEdit={writing.edit}
        onMove={(key, by) => void edits.save(withCriterionMoved(key, by))}
        onRemove={(key) => props.onRemove(criteria.find((each) => each.key === key) ?? null)}
      />
      {draft?.key === null && editor}
    </>
  );
}
