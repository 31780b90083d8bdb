"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { parseAsInteger, parseAsStringLiteral, useQueryState } from "nuqs";
import { lazy, Suspense, useState } from "react";
import { buttonClass } from "@/components/ui/controls/button-class";
import { Link } from "@/components/ui/controls/link";
import { Notice } from "@/components/ui/notice";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import { promptQueries } from "@/lib/prompts/queries";
import type { Spec } from "@/lib/specs/contract";
import type { Criterion } from "@/lib/specs/criterion-contract";
import { specQueries } from "@/lib/specs/queries";
import { GAPS, type Gap, isUncovered } from "./coverage-chips";
import { CriteriaSection } from "./criteria-section";
import { RemoveCriterionDialog } from "./remove-criterion-dialog";
import { withLines, withoutCriterion } from "./spec-changes";
import { SpecCriteria } from "./spec-criteria";
import { SpecHead } from "./spec-head";
import { SpecLines } from "./spec-lines";
import { SpecProblem } from "./spec-problem";
import { useCriterionDraft } from "./use-criterion-draft";
import { useSpecEdits } from "./use-spec-edits";

const UnservedCases = lazy(() =>
  import("./unserved-cases").then((module) => ({ default: module.UnservedCases })),
);

const LISTS = [
  {
    list: "requirements",
    title: "Requirements",
    beside: "what it must do",
    letter: "R",
    noun: "requirement",
  },
  {
    list: "failureCases",
    title: "Failure cases",
    beside: "what it must not do",
    letter: "F",
    noun: "failure case",
  },
] as const;

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
  const verdicts = useVerdicts(project, name);
  const { version, gates, isUnwritten } = verdicts;
  const { data: coverage } = useQuery(specQueries.coverage(project, name));
  const [gap, setGap] = useQueryState("gap", parseAsStringLiteral(GAPS));
  const edits = useSpecEdits(project, name, spec);
  const { save, busy, problem, forget } = edits;
  const { criteria } = spec;
  const writing = useCriterionDraft(spec, {
    firstSet: coverage?.sets[0]?.evalSet,
    onBegin: forget,
  });
  const { draft, begin } = writing;
  useShortcuts(
    mayWrite ? [{ keys: "n", label: "New criterion", group: "Page", run: () => begin() }] : [],
  );
  const lines = {
    criteria,
    gates: gates?.data ?? [],
    coverage: coverage?.lines ?? [],
    isShown: (line: string) => gap !== "no-criterion" || isUncovered(line, spec),
    mayWrite,
    busy,
  };
  return (
    <div className="grid gap-4">
      <SpecProblem
        problem={problem}
        isWriting={draft !== null}
        onReload={() => {
          forget();
          void client.invalidateQueries({ queryKey: specQueries.all(project, name) });
        }}
      />
      <SpecHead
        project={project}
        name={name}
        spec={spec}
        mayWrite={mayWrite}
        version={version}
        gates={gates}
        coverage={coverage}
        gap={gap}
        onGap={(next) => void setGap(next)}
        onRestore={save}
      />
      {mayWrite && isUnwritten && criteria.length > 0 && (
        <ReadyNotice editor={`/${project}/prompts/${encodeURIComponent(name)}/edit`} />
      )}
      {gap === "cases" && coverage && (
        <Suspense>
          <UnservedCases
            project={project}
            name={name}
            coverage={coverage}
            onWrite={mayWrite ? (evalSet) => begin([], evalSet) : null}
          />
        </Suspense>
      )}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        {LISTS.map(({ list, ...words }) => (
          <SpecLines
            key={list}
            {...{ ...lines, ...words }}
            lines={spec[list]}
            onChange={(change) => save(withLines(list, change))}
            onWriteCriterion={(line) => begin([line])}
          />
        ))}
      </div>
      <Criteria
        {...{ project, name, spec, mayWrite, environments, gap, verdicts, edits, writing }}
      />
    </div>
  );
}

/** Of the version that the address names, else of the latest. */
function useVerdicts(project: string, name: string) {
  const { data: prompt } = useQuery(promptQueries.detail(project, name));
  const latest = prompt?.latestVersion ?? null;
  const [chosen, setChosen] = useQueryState("version", parseAsInteger);
  const version = chosen && latest && chosen <= latest ? chosen : latest;
  const { data: gates, error } = useQuery(specQueries.gates(project, name, version));
  return {
    latest,
    version,
    gates: gates?.version === version ? gates : undefined,
    error,
    /** The prompt has no version yet. */
    isUnwritten: prompt !== undefined && !latest,
    choose: (number: number) => void setChosen(number),
  };
}

interface CriteriaProps extends Props {
  spec: Spec;
  gap: Gap | null;
  verdicts: ReturnType<typeof useVerdicts>;
  edits: ReturnType<typeof useSpecEdits>;
  writing: ReturnType<typeof useCriterionDraft>;
}

/** Written, changed and removed, with the verdicts of a version. */
function Criteria({ verdicts, ...props }: CriteriaProps) {
  const { project, name, spec, mayWrite, edits, writing } = props;
  const { latest, version, gates, error } = verdicts;
  const [removing, setRemoving] = useState<Criterion | null>(null);
  return (
    <>
      <CriteriaSection
        criteria={spec.criteria}
        latest={latest}
        version={version}
        mayWrite={mayWrite}
        isWriting={writing.draft !== null}
        error={error?.message ?? null}
        onChooseVersion={verdicts.choose}
        onBegin={() => writing.begin()}
      >
        <SpecCriteria
          {...props}
          version={version}
          gates={gates?.data ?? []}
          onRemove={setRemoving}
        />
      </CriteriaSection>
      <RemoveCriterionDialog
        project={project}
        name={name}
        spec={spec}
        criterion={removing}
        onClose={() => setRemoving(null)}
        onRemove={() => edits.save(withoutCriterion(removing?.key))}
      />
    </>
  );
}

/** Without a version yet, the next thing to do is to write one. */
function ReadyNotice({ editor }: { editor: string }) {
  return (
    <Notice
      title="The spec is ready."
      actions={
        <Link className={buttonClass({ size: "sm" })} href={editor}>
          Write the first version
        </Link>
      }
    >
      Every version will be measured by it.
    </Notice>
  );
}
