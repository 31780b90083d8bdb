import { IntervalMark } from "@/components/charts/interval-mark";
import { scaleOf } from "@/components/charts/scale";
import { Link } from "@/components/ui/controls/link";
import { Table, Td, Th, Tr } from "@/components/ui/data/table";
import { Section } from "@/components/ui/section";
import { linkClass } from "@/components/ui/text/link-class";
import { VersionTag } from "@/components/ui/text/version-tag";
import { formatCount, formatCountOf, formatInterval, formatRate } from "@/lib/format-number";
import type { CalibrationAnalysis } from "@/lib/judges/calibration-contract";

interface Props {
  project: string;
  rows: CalibrationAnalysis["corrected"];
}

/** What people would say of the outputs that the judge judged. */
export function CorrectedRates({ project, rows }: Props) {
  const scale = scaleOf(
    rows.flatMap(({ raw, corrected }) => [raw, corrected?.low, corrected?.high]),
    0.1,
    { min: 0, max: 1 },
  );
  return (
    <Section
      title="Corrected pass rate"
      beside={
        <span className="text-12 text-text-2">the judge’s rate, corrected for its own errors</span>
      }
      aria-label="Corrected pass rate"
      flush={rows.length > 0}
      footer={
        rows.length > 0 &&
        "Corrected by labels of the run’s own outputs where both the judge’s passes and its fails have some; else the rates of the calibration are carried over. A gate that the judge alone decides goes by the corrected rate."
      }
    >
      {rows.length === 0 ? (
        <p className="text-13 text-text-2">
          No run was judged with this version of the judge yet. Add the judge to an eval set’s
          scorers, then start a run.
        </p>
      ) : (
        <Table label="Corrected pass rate" minWidth={600}>
          <thead>
            <tr>
              <Th>Run</Th>
              <Th num>n</Th>
              <Th num>Raw</Th>
              <Th num>Corrected</Th>
              <Th>95 %</Th>
              <Th>From</Th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ run, prompt, version, n, raw, corrected, labels }) => (
              <Tr key={run}>
                <Td>
                  <span className="font-mono text-12">{prompt}</span>{" "}
                  {version !== null && <VersionTag>v{version}</VersionTag>}{" "}
                  <Link className={linkClass} href={`/${project}/runs/${run}`}>
                    run {run}
                  </Link>
                </Td>
                <Td num>{formatCount(n)}</Td>
                <Td num className="text-text-2">
                  {formatRate(raw)}
                </Td>
                <Td num>
                  <b>{corrected ? formatRate(corrected.value) : "–"}</b>
                </Td>
                <Td>
                  {corrected ? (
                    <span className="flex items-center gap-2">
                      <IntervalMark {...corrected} scale={scale} width={96} />
                      {formatInterval(corrected.low, corrected.high)}
                    </span>
                  ) : (
                    "–"
                  )}
                </Td>
                <Td className="text-12 text-text-2">
                  {labels > 0 ? formatCountOf(labels, "label") : "calibration"}
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}
