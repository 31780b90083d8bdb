"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import Link from "next/link";
import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryState } from "nuqs";
import { useState } from "react";
import { Button, buttonClass } from "@/components/ui/controls/button";
import { Notice } from "@/components/ui/notice";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import { promptQueries } from "@/lib/prompts/queries";
import type { Spec } from "@/lib/specs/contract";
import type { Criterion, CriterionInput } from "@/lib/specs/criterion-contract";
import { specQueries } from "@/lib/specs/queries";
import { CoverageChips, GAPS, isUncovered, isUnmeasurable } from "./coverage-chips";
import { CriteriaSection } from "./criteria-section";
import { CriteriaTable } from "./criteria-table";
import { type CriterionDraft, draftOf, newDraft } from "./criterion-draft";
import { RemoveCriterionDialog } from "./remove-criterion-dialog";
import { RunMissingButton } from "./run-missing-button";
import { SpecHistory } from "./spec-history";
import { type LineChange, SpecLines } from "./spec-lines";
import { UnservedCases } from "./unserved-cases";
import { useSpecEdits } from "./use-spec-edits";

const CriterionEditor = dynamic(() => import("./criterion-editor"), { ssr: false });

interface Props {
  project: string;
  name: string;
  mayWrite: boolean;
  environments: string[];
}

/** What a prompt must do, must not do, and how both are measured for a chosen version. */
export function SpecView(props: Props) {
  const { data: spec } = useQuery(specQueries.detail(props.project, props.name));
  return spec ? <WrittenSpec {...props} spec={spec} /> : null;
}

function WrittenSpec({ project, name, mayWrite, environments, spec }: Props & { spec: Spec }) {
  const client = useQueryClient();
  const { data: prompt } = useQuery(promptQueries.detail(project, name));
  const latest = prompt?.latestVersion ?? null;
  const [chosen, setChosen] = useQueryState("version", parseAsInteger);
  const version = chosen && latest && chosen <= latest ? chosen : latest;
  const { data: gates, error } = useQuery(specQueries.gates(project, name, version));
  const { data: trends } = useQuery(specQueries.trends(project, name));
  const { data: coverage } = useQuery(specQueries.coverage(project, name));
  const [gap, setGap] = useQueryState("gap", parseAsStringLiteral(GAPS));
  const [open, setOpen] = useQueryState("criterion", parseAsString);
  const [draft, setDraft] = useState<CriterionDraft | null>(null);
  const [removing, setRemoving] = useState<Criterion | null>(null);
  const { save, saveOrThrow, busy, problem, forget } = useSpecEdits(project, name, spec);
  const { requirements, failureCases, criteria } = spec;
  const shown = gates?.version === version ? gates : undefined;
  const begin = (serves: string[] = [], set?: string) => {
    forget();
    const evalSet = set ?? criteria.at(-1)?.evalSet ?? coverage?.sets[0]?.evalSet ?? "";
    setDraft(newDraft({ serves, evalSet, statement: serves[0] ?? "" }));
  };
  const saveCriterion = (criterion: CriterionInput) =>
    saveOrThrow(({ criteria: before }) => {
      const place = before.findIndex(({ key }) => key === criterion.key);
      return {
        criteria: place < 0 ? [...before, criterion] : before.with(place, criterion as Criterion),
      };
    });
  const move = (key: string, by: number) =>
    void save(({ criteria: before }) => {
      const place = before.findIndex((each) => each.key === key);
      const [one, two] = [before[place], before[place + by]];
      return one && two ? { criteria: before.with(place, two).with(place + by, one) } : {};
    });
  const changeLines =
    (of: "requirements" | "failureCases") =>
    ({ renamed, edit }: LineChange) =>
      save((content) => ({
        [of]: edit(content[of]),
        criteria: content.criteria.map((each) =>
          renamed
            ? {
                ...each,
                serves: each.serves.map((line) => (line === renamed.from ? renamed.to : line)),
              }
            : each,
        ),
      }));
  useShortcuts(
    mayWrite ? [{ keys: "n", label: "New criterion", group: "Page", run: () => begin() }] : [],
  );
  const editor = draft && (
    <CriterionEditor
      key={`${draft.key} ${draft.serves.join(" ")} ${draft.evalSet}`}
      project={project}
      name={name}
      start={draft}
      place={
        draft.key === null ? criteria.length : criteria.findIndex(({ key }) => key === draft.key)
      }
      taken={criteria.map(({ key }) => key)}
      environments={environments}
      busy={busy}
      specWith={(criterion) => ({
        ...{ requirements, failureCases },
        criteria: criteria.map((each) => (each.key === criterion.key ? criterion : each)),
      })}
      onSave={saveCriterion}
      onClose={() => setDraft(null)}
    />
  );
  const lines = {
    criteria,
    gates: shown?.data ?? [],
    coverage: coverage?.lines ?? [],
    isShown: (line: string) => gap !== "no-criterion" || isUncovered(line, spec),
    mayWrite,
    busy,
  };
  const unmeasurable = new Set(shown?.data.filter(isUnmeasurable).map((gate) => gate.criterion));
  const listed =
    gap === "not-measurable" ? criteria.filter(({ key }) => unmeasurable.has(key)) : criteria;
  return (
    <div className="grid gap-4">
      {problem && (problem.isStale || !draft) && (
        <Notice
          tone="warn"
          title={problem.isStale ? "Not saved." : "It was not saved."}
          actions={
            problem.isStale && (
              <Button
                size="sm"
                onClick={() => {
                  forget();
                  void client.invalidateQueries({ queryKey: specQueries.all(project, name) });
                }}
              >
                Load the latest
              </Button>
            )
          }
        >
          {draft ? "What you typed stays here." : problem.message}
        </Notice>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <span className="text-12 text-text-2">
          <LastChange spec={spec} mayWrite={mayWrite} />
        </span>
        <span className="ml-auto flex flex-wrap items-center gap-2">
          <CoverageChips
            spec={spec}
            gates={shown?.data ?? []}
            coverage={coverage}
            gap={gap}
            onChange={(next) => void setGap(next)}
          />
          {spec.revision > 0 && (
            <SpecHistory
              project={project}
              name={name}
              revision={spec.revision}
              onRestore={
                mayWrite
                  ? (old) =>
                      save(() => ({
                        requirements: old.requirements,
                        failureCases: old.failureCases,
                        criteria: old.criteria,
                      }))
                  : null
              }
            />
          )}
          {mayWrite && version && shown && criteria.length > 0 && (
            <RunMissingButton
              project={project}
              name={name}
              version={version}
              missing={shown.missing}
              size="sm"
            />
          )}
        </span>
      </div>
      {mayWrite && prompt && !latest && criteria.length > 0 && (
        <Notice
          title="The spec is ready."
          actions={
            <Link
              className={buttonClass({ size: "sm" })}
              href={`/${project}/prompts/${encodeURIComponent(name)}/edit`}
            >
              Write the first version
            </Link>
          }
        >
          Every version will be measured by it.
        </Notice>
      )}
      {gap === "cases" && coverage && (
        <UnservedCases
          project={project}
          name={name}
          coverage={coverage}
          onWrite={mayWrite ? (evalSet) => begin([], evalSet) : null}
        />
      )}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <SpecLines
          {...lines}
          title="Requirements"
          beside="what it must do"
          letter="R"
          noun="requirement"
          lines={requirements}
          onChange={changeLines("requirements")}
          onWriteCriterion={(line) => begin([line])}
        />
        <SpecLines
          {...lines}
          title="Failure cases"
          beside="what it must not do"
          letter="F"
          noun="failure case"
          lines={failureCases}
          onChange={changeLines("failureCases")}
          onWriteCriterion={(line) => begin([line])}
        />
      </div>
      <CriteriaSection
        criteria={criteria}
        latest={latest}
        version={version}
        mayWrite={mayWrite}
        isWriting={draft !== null}
        error={error?.message ?? null}
        onChooseVersion={(number) => void setChosen(number)}
        onBegin={() => begin()}
      >
        <CriteriaTable
          project={project}
          criteria={criteria}
          listed={listed}
          gates={shown?.data ?? []}
          trends={trends}
          coverage={coverage}
          hints={spec.hints}
          version={version}
          editing={draft?.key ?? null}
          editor={editor}
          shown={open}
          mayWrite={mayWrite}
          onShow={(key) => void setOpen(key)}
          onEdit={(criterion) => {
            forget();
            setDraft(draftOf(criterion));
          }}
          onMove={move}
          onRemove={(key) => setRemoving(criteria.find((each) => each.key === key) ?? null)}
        />
        {draft?.key === null && editor}
      </CriteriaSection>
      <RemoveCriterionDialog
        project={project}
        name={name}
        spec={spec}
        criterion={removing}
        onClose={() => setRemoving(null)}
        onRemove={() =>
          save(({ criteria: before }) => ({
            criteria: before.filter(({ key }) => key !== removing?.key),
          }))
        }
      />
    </div>
  );
}

function LastChange({ spec, mayWrite }: { spec: Spec; mayWrite: boolean }) {
  if (spec.revision === 0) {
    return mayWrite
      ? "Nothing here yet. Write what the prompt must do; versions are measured by it."
      : "Nothing is written yet.";
  }
  return (
    <>
      Revision {spec.revision}, {spec.author?.name},{" "}
      {spec.createdAt && <RelativeTime value={spec.createdAt} />}.
      {mayWrite && ` Your next change creates revision ${spec.revision + 1}.`}
    </>
  );
}
