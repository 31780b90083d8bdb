import { GateTable } from "@/components/reviews/gate-table";
import { Section } from "@/components/ui/section";
import { RelativeTime } from "@/components/ui/text/relative-time";
import type { Release } from "@/lib/releases/contract";

interface Props {
  project: string;
  release: Release;
}

/** The gates and approvals that a release was decided on, as they were then. */
export function ReleaseEvidence({ project, release }: Props) {
  const { gates, approvals, definitions, rolledBack } = release;
  if (rolledBack) return null;
  if (!definitions) {
    return (
      <Section className="mt-4" title="Decided on">
        <p className="text-12 text-text-2">
          This release is from before Galley kept the gates and approvals that it was decided on.
        </p>
      </Section>
    );
  }
  return (
    <Section
      flush
      className="mt-4"
      title="Decided on"
      beside={
        <span className="text-12 text-text-2">
          {[
            ...(definitions.specRevision > 0 ? [`spec revision ${definitions.specRevision}`] : []),
            ...definitions.evalSets.map(({ name, revision }) => `${name} revision ${revision}`),
          ].join(", ")}
        </span>
      }
      footer={
        <ul className="grid gap-1" aria-label="Approvals">
          {approvals.length === 0 && <li>Nobody approved it; none was needed.</li>}
          {approvals.map(({ decision, by, at, nothingMeasured }) => (
            <li key={decision}>
              Approved by <b>{by.name}</b>, <RelativeTime value={at} />
              {nothingMeasured !== null &&
                `, without a measurement${nothingMeasured ? `: ${nothingMeasured}` : ""}`}
            </li>
          ))}
        </ul>
      }
    >
      {gates.length > 0 ? (
        <GateTable project={project} gates={gates} isRequired={false} />
      ) : (
        <p className="p-4 text-13">
          Nothing was measured: there were no acceptance criteria when it was released.
        </p>
      )}
    </Section>
  );
}
