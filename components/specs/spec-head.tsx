import { RelativeTime } from "@/components/ui/text/relative-time";
import type { Spec, SpecCoverage } from "@/lib/specs/contract";
import type { Gates } from "@/lib/specs/gates/gate-contract";
import { CoverageChips, type Gap } from "./coverage-chips";
import { RunMissingButton } from "./run-missing-button";
import { SpecHistory } from "./spec-history";
import type { SpecEdit } from "./use-spec-edits";

interface Props {
  project: string;
  name: string;
  spec: Spec;
  mayWrite: boolean;
  version: number | null;
  /** Of this version; undefined while they load. */
  gates: Gates | undefined;
  coverage: SpecCoverage | undefined;
  gap: Gap | null;
  onGap: (gap: Gap | null) => void;
  onRestore: (edit: SpecEdit) => Promise<boolean>;
}

/** Who changed the spec last, what it does not cover, its history, and the runs that are missing. */
export function SpecHead(props: Props) {
  const { project, name, spec, mayWrite, version, gates, coverage, gap, onGap, onRestore } = props;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span className="text-12 text-text-2">
        <LastChange spec={spec} mayWrite={mayWrite} />
      </span>
      <span className="ml-auto flex flex-wrap items-center gap-2">
        <CoverageChips
          spec={spec}
          gates={gates?.data ?? []}
          coverage={coverage}
          gap={gap}
          onChange={onGap}
        />
        {spec.revision > 0 && (
          <SpecHistory
            project={project}
            name={name}
            revision={spec.revision}
            onRestore={
              mayWrite
                ? ({ requirements, failureCases, criteria }) =>
                    onRestore(() => ({ requirements, failureCases, criteria }))
                : null
            }
          />
        )}
        {mayWrite && version && gates && spec.criteria.length > 0 && (
          <RunMissingButton
            project={project}
            name={name}
            version={version}
            missing={gates.missing}
            size="sm"
          />
        )}
      </span>
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
