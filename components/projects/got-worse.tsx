import { formatChangeInterval, formatMetricChange, LABEL } from "@/components/metrics/metric-words";
import { Link } from "@/components/ui/controls/link";
import { Table, Td } from "@/components/ui/data/table";
import { VerdictIcon } from "@/components/ui/data/verdict-icon";
import { Section } from "@/components/ui/section";
import { linkClass } from "@/components/ui/text/link-class";
import { formatCount, formatCountOf } from "@/lib/format-number";
import { formatReading } from "@/lib/metrics/format-reading";
import type { Overview } from "@/lib/metrics/overview-contract";

interface Props {
  project: string;
  overview: Overview;
  range: string;
}

/** Only what the interval says got worse, after correction for all that was looked at; doubt is said. */
export function GotWorse({ project, overview, range }: Props) {
  const { gotWorse, compared, environment } = overview;
  return (
    <Section
      flush
      title="What got worse"
      beside={
        <span
          className="text-12 text-text-2"
          title="Verdicts here are corrected for the number of prompts and segments (Holm), so twenty prompts raise no more false alarms than one. A prompt's own page tests each figure alone and can be more certain."
        >
          {compared === 0
            ? "the interval decides; “cannot tell” is said"
            : `allowing for ${formatCountOf(compared, "comparison")}; “cannot tell” is said`}
        </span>
      }
    >
      {gotWorse.length === 0 ? (
        <p className="text-12 text-text-2 px-4 py-3">
          {compared === 0
            ? "Nothing to compare with: no traces in the period before."
            : `Nothing, of ${formatCountOf(compared, "comparison")} by prompt, segment and metric.`}
        </p>
      ) : (
        <Table label="What got worse" minWidth={640}>
          <tbody>
            {gotWorse.map(({ prompt, segment, figure, alsoIn, release }) => {
              const { metric, now, change } = figure;
              const isWorse = change?.verdict === "worse";
              const words = new URLSearchParams({ prompt, environment, range });
              if (segment) words.set("segment", segment);
              return (
                <tr key={`${prompt} ${segment} ${metric}`}>
                  <Td className="whitespace-nowrap">
                    <VerdictIcon
                      verdict={isWorse ? "fail" : "inconclusive"}
                      label={isWorse ? "got worse" : "cannot tell"}
                    />{" "}
                    <Link
                      className="underline-offset-3 hover:underline font-medium"
                      href={`/${project}/metrics?${words}`}
                    >
                      {LABEL[metric]}
                      {segment && `, ${segment}`}
                    </Link>
                    <div className="text-12 text-text-3 font-mono pl-5">{prompt}</div>
                  </Td>
                  <Td className="whitespace-nowrap tabular-nums">
                    {formatReading(metric, now?.value)}{" "}
                    {change && (
                      <span className="text-text-3 text-12">
                        {formatMetricChange(metric, change)} (
                        {formatChangeInterval(metric, change) ?? "too few to tell"})
                      </span>
                    )}
                  </Td>
                  <Td className="text-12 text-text-2">
                    {alsoIn.length > 0
                      ? `also in ${alsoIn.join(", ")}`
                      : `${isWorse ? "" : "cannot tell yet, "}n = ${formatCount(now?.n)}`}
                  </Td>
                  <Td num className="text-12 whitespace-nowrap">
                    {release ? (
                      <Link className={linkClass} href={`/${project}/releases/${release.number}`}>
                        v{release.version}{" "}
                        {release.isTakenBack ? "released, then rolled back" : "released"}
                      </Link>
                    ) : (
                      <span className="text-text-3">no release at that time</span>
                    )}
                  </Td>
                </tr>
              );
            })}
          </tbody>
        </Table>
      )}
    </Section>
  );
}
