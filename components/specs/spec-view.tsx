"use client";
import "./specs.css";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import Link from "next/link";
import { parseAsInteger, useQueryState } from "nuqs";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { formatCountOf } from "@/components/ui/format";
import { Notice } from "@/components/ui/notice";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { Select } from "@/components/ui/select";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import { promptQueries } from "@/lib/prompts/queries";
import type { Criterion, CriterionInput, Spec } from "@/lib/specs/contract";
import { specQueries } from "@/lib/specs/queries";
import { CriteriaTable } from "./criteria-table";
import { type CriterionDraft, draftOf, newDraft } from "./criterion-draft";
import { CriterionEditor } from "./criterion-editor";
import { RunMissingButton } from "./run-missing-button";
import { SpecHistory } from "./spec-history";
import { type LineChange, SpecLines } from "./spec-lines";
import { useSpecEdits } from "./use-spec-edits";

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
  const [draft, setDraft] = useState<CriterionDraft | null>(null);
  const { save, busy, problem, forget } = useSpecEdits(project, name, spec);
  const { requirements, failureCases, criteria } = spec;
  const shown = gates?.version === version ? gates : undefined;
  const begin = (serves: string[] = []) => {
    forget();
    const evalSet = criteria.at(-1)?.evalSet ?? "";
    setDraft(newDraft({ serves, evalSet, statement: serves[0] ?? "" }));
  };
  const saveCriterion = async (criterion: CriterionInput) => {
    const place = criteria.findIndex(({ key }) => key === criterion.key);
    const next: CriterionInput[] =
      place < 0 ? [...criteria, criterion] : criteria.with(place, criterion as Criterion);
    if (await save({ criteria: next })) setDraft(null);
  };
  const move = (key: string, by: number) => {
    const place = criteria.findIndex((each) => each.key === key);
    const [one, two] = [criteria[place], criteria[place + by]];
    if (one && two) void save({ criteria: criteria.with(place, two).with(place + by, one) });
  };
  const changeLines = (of: "requirements" | "failureCases") => (change: LineChange) => {
    const { renamed } = change;
    const moved = criteria.map((each) =>
      renamed
        ? {
            ...each,
            serves: each.serves.map((line) => (line === renamed.from ? renamed.to : line)),
          }
        : each,
    );
    return save({ [of]: change.lines, criteria: moved });
  };
  useShortcuts(
    mayWrite ? [{ keys: "n", label: "New criterion", group: "Page", run: () => begin() }] : [],
  );
  const editor = draft && (
    <CriterionEditor
      project={project}
      name={name}
      draft={draft}
      taken={criteria.map(({ key }) => key)}
      environments={environments}
      busy={busy}
      error={problem && !problem.isStale ? problem.message : null}
      onChange={setDraft}
      onSave={(criterion) => void saveCriterion(criterion)}
      onCancel={() => setDraft(null)}
    />
  );
  const lines = { criteria, gates: shown?.data ?? [], mayWrite, busy };
  const unserved = coverage?.sets.filter((set) => set.unserved) ?? [];
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
                Load the newest
              </Button>
            )
          }
        >
          {problem.message} {problem.isStale && draft && "What you typed stays here."}
        </Notice>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <span className="small muted">
          {spec.revision === 0 ? (
            mayWrite ? (
              "Nothing is written yet. Say first what the prompt must do; versions are measured by it."
            ) : (
              "Nothing is written yet."
            )
          ) : (
            <>
              {spec.author?.name}, {spec.createdAt && <RelativeTime value={spec.createdAt} />}.
              {mayWrite && ` Your next change makes revision ${spec.revision + 1}.`}
            </>
          )}
        </span>
        <span className="ml-auto flex items-center gap-2">
          {spec.revision > 0 && (
            <SpecHistory project={project} name={name} revision={spec.revision} />
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
      <Section
        flush
        title="Acceptance criteria"
        beside={
          <span className="small faint">
            {criteria.filter(({ level }) => level === "must").length} must,{" "}
            {criteria.filter(({ level }) => level === "should").length} should
          </span>
        }
        actions={
          <span className="flex items-center gap-2">
            {latest && (
              <Select
                size="sm"
                aria-label="Verdicts of version"
                value={String(version)}
                onChange={(event) => void setChosen(Number(event.target.value))}
              >
                {Array.from({ length: latest }, (_, index) => latest - index).map((number) => (
                  <option key={number} value={number}>
                    verdicts of v{number}
                  </option>
                ))}
              </Select>
            )}
            {mayWrite && (
              <Button size="sm" icon={<Plus aria-hidden="true" />} kbd="n" onClick={() => begin()}>
                Criterion
              </Button>
            )}
          </span>
        }
        footer={
          unserved.length > 0 && (
            <span className="small">
              Serve no criterion:{" "}
              {unserved.map(({ evalSet, split, unserved: cases }, index) => (
                <span key={`${evalSet} ${split}`}>
                  {index > 0 && ", "}
                  <Link
                    className="link"
                    href={`/${project}/eval-sets/${encodeURIComponent(evalSet)}?split=${split}`}
                  >
                    {formatCountOf(cases ?? 0, "case")} of {evalSet} ({split})
                  </Link>
                </span>
              ))}
            </span>
          )
        }
      >
        {error && <p className="t-fail px-4 py-2">{error.message}</p>}
        {criteria.length === 0 && !draft ? (
          <Empty
            title="No criterion yet"
            actions={
              mayWrite && (
                <Button variant="primary" onClick={() => begin()}>
                  Write a criterion
                </Button>
              )
            }
          >
            A criterion is a sentence with a scorer or a metric and a bar, such as “The category is
            right”, ≥ 85 %. Without one, nothing says whether a version may go live.
          </Empty>
        ) : (
          <CriteriaTable
            project={project}
            criteria={criteria}
            gates={shown?.data ?? []}
            trends={trends}
            coverage={coverage}
            hints={spec.hints}
            version={version}
            editing={draft?.key ?? null}
            editor={editor}
            mayWrite={mayWrite}
            onEdit={(criterion) => {
              forget();
              setDraft(draftOf(criterion));
            }}
            onMove={move}
            onRemove={(key) => void save({ criteria: criteria.filter((each) => each.key !== key) })}
          />
        )}
        {draft?.key === null && editor}
      </Section>
    </div>
  );
}
