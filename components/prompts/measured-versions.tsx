"use client";
import { IntervalMark } from "@/components/charts/interval-mark";
import { Link } from "@/components/ui/controls/link";
import { Table, Td, Th, Tr } from "@/components/ui/data/table";
import { Empty } from "@/components/ui/empty";
import { Section } from "@/components/ui/section";
import { linkClass } from "@/components/ui/text/link-class";
import { formatInterval, formatPoints, formatRate, formatVersion } from "@/lib/format-number";
import type { Prompt } from "@/lib/prompts/contract";
import { promptPath } from "@/lib/prompts/prompt-path";
import { nounOf } from "./prompt-words";

/** What the versions measured on the set of the last eval, newest first. */
export function MeasuredVersions({ project, prompt }: { project: string; prompt: Prompt }) {
  const { lastEval } = prompt;
  if (!lastEval) {
    return (
      <Section title="Measured versions">
        <Empty title="Never measured" flush>
          Run an eval to see how often this {nounOf(prompt.kind)} is right, for whom, and how sure
          that is.
        </Empty>
      </Section>
    );
  }
  const rows = lastEval.trend.toReversed();
  return (
    <Section
      flush
      title="Measured versions"
      beside={<span className="text-12 text-text-2">development cases of {lastEval.evalSet}</span>}
      footer={
        <Link
          className={linkClass}
          href={`/${project}/eval-sets/${encodeURIComponent(lastEval.evalSet)}?holdout=true&prompt=${encodeURIComponent(prompt.name)}`}
        >
          Development against holdout
        </Link>
      }
    >
      <Table label="Measured versions">
        <thead>
          <tr>
            <Th>Version</Th>
            <Th num>Pass rate</Th>
            <Th>95 % interval</Th>
            <Th num>n</Th>
            <Th num>To the version before</Th>
            <Th>Run</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ version, passRate, runNumber }, index) => {
            const before = rows[index + 1];
            return (
              <Tr key={version}>
                <Td>
                  <Link
                    className="underline-offset-3 hover:underline font-mono"
                    href={`/${project}/${promptPath(prompt)}/versions/${version}`}
                  >
                    <b>{formatVersion(version)}</b>
                  </Link>
                </Td>
                <Td num>{formatRate(passRate.value)}</Td>
                <Td>
                  <span className="flex items-center gap-3">
                    <IntervalMark {...passRate} width={140} />
                    <span className="text-12 text-text-3">
                      {formatInterval(passRate.low, passRate.high)}
                    </span>
                  </span>
                </Td>
                <Td num>{passRate.n}</Td>
                <Td num>
                  {before ? `${formatPoints(passRate.value - before.passRate.value)} pt` : "first"}
                </Td>
                <Td>
                  <Link
                    className={linkClass}
                    href={`/${project}/runs/${runNumber}${before ? `?baseline=${before.runNumber}` : ""}`}
                  >
                    run {runNumber}
                  </Link>
                </Td>
              </Tr>
            );
          })}
        </tbody>
      </Table>
    </Section>
  );
}
