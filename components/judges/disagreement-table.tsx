import { Link } from "@/components/ui/controls/link";
import { GroupRow, Table, Td, Th, Tr } from "@/components/ui/data/table";
import { Section } from "@/components/ui/section";
import { linkClass } from "@/components/ui/text/link-class";
import { formatFixed } from "@/lib/format-number";
import type { CalibrationAnalysis } from "@/lib/judges/calibration-contract";
import { judgeHref } from "./judge-words";

interface Props {
  project: string;
  name: string;
  analysis: CalibrationAnalysis | undefined;
}

/** Where judge and people differ, on the dev split. */
export function DisagreementTable({ project, name, analysis }: Props) {
  const groups = [
    { title: "False pass", about: ", judge too lenient", rows: analysis?.falsePasses ?? [] },
    { title: "False fail", about: ", judge too strict", rows: analysis?.falseFails ?? [] },
  ].filter(({ rows }) => rows.length > 0);
  return (
    <Section
      title="Disagreements"
      beside={<span className="text-12 text-text-2">with people’s labels, dev split</span>}
      aria-label="Disagreements"
      flush={groups.length > 0}
    >
      {groups.length === 0 ? (
        <p className="text-13 text-text-2">
          {analysis?.dev
            ? "Judge and people do not differ about a pass or fail on the dev split."
            : "The judge was not compared with the labels of the dev split yet. Choose Calibrate to do it."}
        </p>
      ) : (
        <Table label="Disagreements" dense minWidth={560}>
          <thead>
            <tr>
              <Th>Label</Th>
              <Th>Output</Th>
              <Th num>Score</Th>
              <Th>Note</Th>
            </tr>
          </thead>
          {groups.map(({ title, about, rows }) => (
            <tbody key={title}>
              <GroupRow columns={4} about={about} n={rows.length}>
                {title}
              </GroupRow>
              {rows.map((row) => {
                const note = row.note || (row.reason && `Judge: ${row.reason}`);
                return (
                  <Tr key={row.id}>
                    <Td>
                      <Link
                        className={linkClass}
                        href={`${judgeHref(project, name, "labels")}?tab=done&item=${row.id}`}
                      >
                        {row.number}
                      </Link>
                    </Td>
                    <Td className="max-w-0 w-1/2 truncate" title={row.output}>
                      {row.output}
                    </Td>
                    <Td num>{row.score === null ? "–" : formatFixed(row.score, 2)}</Td>
                    <Td className="max-w-0 w-1/3 truncate text-12 text-text-2" title={note}>
                      {note || "–"}
                    </Td>
                  </Tr>
                );
              })}
            </tbody>
          ))}
        </Table>
      )}
    </Section>
  );
}
