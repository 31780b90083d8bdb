import { Badge } from "@/components/ui/data/badge";
import { GroupRow, Table, Td } from "@/components/ui/data/table";
import { Section } from "@/components/ui/section";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { formatList } from "@/lib/format-number";
import type { Review } from "@/lib/reviews/contract";
import type { EvidenceChange } from "@/lib/specs/evidence/definitions-contract";

/** What of criteria, sets, scorers and segments is different since somebody approved: before, and after. */
export function EvidenceChanges({ review }: { review: Review }) {
  const { evidenceChanges } = review;
  if (evidenceChanges.length === 0) return null;
  const isStale = evidenceChanges.some((one) => one.isLoosened && one.approval !== null);
  const isLoosened = evidenceChanges.some((one) => one.isLoosened);
  return (
    <Section
      title="Evidence changed"
      beside={
        <span className="text-12 text-text-2">
          {isStale
            ? "an approval is stale until its reviewer approves again"
            : isLoosened
              ? "something is looser than when the live version was released"
              : "nothing loosened"}
        </span>
      }
      flush
    >
      <Table label="Evidence changed" dense minWidth={704}>
        {groupEqual(evidenceChanges).map(([first, ...others]) => (
          <tbody key={first.approval ?? "live"}>
            <GroupRow columns={4} about={<RelativeTime value={first.at} />}>
              {formatList([first, ...others].map(sinceWhat))}{" "}
            </GroupRow>
            {first.changes.map((change) => (
              <ChangeRow key={change.sentence} change={change} />
            ))}
          </tbody>
        ))}
      </Table>
    </Section>
  );
}

type Since = Review["evidenceChanges"][number];

const sinceWhat = ({ release, by }: Since) =>
  release === null ? `since ${by.name} approved` : `since release ${release}, which is live`;

/** The same changes since several moments are shown once. */
function groupEqual(all: readonly Since[]): [Since, ...Since[]][] {
  const groups = new Map<string, [Since, ...Since[]]>();
  for (const since of all) {
    const key = JSON.stringify(since.changes);
    const group = groups.get(key);
    if (group) group.push(since);
    else groups.set(key, [since]);
  }
  return [...groups.values()];
}

const WHAT: Record<EvidenceChange["what"], string> = {
  criterion_removed: "criterion removed",
  criterion_added: "criterion added",
  level: "level",
  bar: "bar",
  tolerance: "tolerance",
  repeats: "answers per case",
  cap: "cap on newly failing",
  measure: "what is measured",
  scorer: "scorer",
  cases: "cases",
  segment: "segment",
  environment: "compared with",
  labels: "people’s labels",
};

function ChangeRow({ change }: { change: EvidenceChange }) {
  const { what, subject, before, after, isLoosened, sentence } = change;
  return (
    <tr>
      <Td className="whitespace-nowrap" style={{ width: 96 }}>
        {isLoosened ? <Badge tone="warn">loosened</Badge> : <Badge tone="outline">changed</Badge>}
      </Td>
      <Td>
        {subject} <span className="text-text-3 whitespace-nowrap">{WHAT[what]}</span>
        {what === "cases" && <div className="text-12 text-text-3">{sentence}</div>}
      </Td>
      <Td className="[overflow-wrap:anywhere]">
        <del>{before ?? "none"}</del>
      </Td>
      <Td className="[overflow-wrap:anywhere]">
        <ins>{after ?? "none"}</ins>
      </Td>
    </tr>
  );
}
