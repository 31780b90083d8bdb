import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/controls/link";
import { Badge } from "@/components/ui/data/badge";
import { Table, Td, Th } from "@/components/ui/data/table";
import { VerdictPill } from "@/components/ui/data/verdict-pill";
import { Section } from "@/components/ui/section";
import { linkClass } from "@/components/ui/text/link-class";
import { formatCount, formatDuration } from "@/lib/format-number";
import { formatMoment } from "@/lib/format-time";
import type { Release } from "@/lib/releases/contract";
import type { GuardrailFigures, StageState } from "@/lib/rollouts/contract";
import {
  barInWords,
  CONSEQUENCE,
  formatFigure,
  guardrailName,
} from "@/lib/rollouts/words/guardrail-sentence";
import { formatPercent } from "@/lib/rollouts/words/rollout-sentence";
import { bandInWords, stateWord } from "./rollout-words";

type ReleaseRollout = NonNullable<Release["rollout"]>;

interface Props {
  project: string;
  rollout: ReleaseRollout;
  version: number | null;
  replaces: number | null;
}

/** How the release went live: its stages, what its guardrails say, and how it ended. */
export function ReleaseRolloutSection({ project, rollout, version, replaces }: Props) {
  const { number, stages, guardrails, sentence } = rollout;
  const { word, tone } = stateWord(rollout);
  const [stable, candidate] = [`v${replaces}`, `v${version}`];
  return (
    <Section
      flush
      className="mt-4"
      title="Rollout"
      beside={<Badge tone={tone}>{word}</Badge>}
      actions={
        <Link className={cn(linkClass, "text-12")} href={`/${project}/rollouts/${number}`}>
          Rollout {number}
        </Link>
      }
    >
      <p className="px-4 pt-3 text-13">{sentence}</p>
      <ol
        className="flex flex-wrap gap-x-6 gap-y-1 px-4 py-3 text-12 text-text-2"
        aria-label="Stages"
      >
        {stages.map((stage) => (
          <li key={stage.percent} className="tabular-nums">
            <b className="text-13 text-text">{formatPercent(stage.percent)}</b> {wordsOf(stage)}
          </li>
        ))}
      </ol>
      {guardrails.length > 0 && (
        <div className="border-t">
          <Table label="Guardrails of the rollout" minWidth={640} dense>
            <thead>
              <tr>
                <Th>Guardrail</Th>
                <Th>Bar</Th>
                <Th>{candidate}</Th>
                <Th>{stable}</Th>
                <Th>Verdict</Th>
              </tr>
            </thead>
            <tbody>
              {guardrails.map((guardrail, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the same metric may be guarded twice
                <tr key={index}>
                  <Td>{guardrailName(guardrail)}</Td>
                  <Td className="whitespace-nowrap">{barInWords(guardrail, replaces ?? 0)}</Td>
                  <Arm guardrail={guardrail} arm="candidate" />
                  <Arm guardrail={guardrail} arm="stable" />
                  <Td className="whitespace-nowrap">
                    <VerdictPill verdict={guardrail.verdict} />{" "}
                    <span className="text-12 text-text-3">{CONSEQUENCE[guardrail.action]}</span>
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
        </div>
      )}
    </Section>
  );
}

function Arm({ guardrail, arm }: { guardrail: GuardrailFigures; arm: "stable" | "candidate" }) {
  const figure = guardrail[arm];
  return (
    <Td className="whitespace-nowrap">
      {figure ? (
        <>
          {formatFigure(guardrail.metric, figure.value)}{" "}
          <span className="text-12 text-text-3">{bandInWords(guardrail, figure)}</span>
        </>
      ) : (
        <span className="text-text-3">no value</span>
      )}
    </Td>
  );
}

function wordsOf({ state, startedAt, endedAt, requests, percent }: StageState): string {
  if (!startedAt) return state === "skipped" ? "not reached" : "later";
  if (percent >= 100) return `from ${formatMoment(startedAt)}`;
  const length = endedAt
    ? ` for ${formatDuration(Date.parse(endedAt) - Date.parse(startedAt))}`
    : "";
  return `from ${formatMoment(startedAt)}${length}, ${formatCount(requests.candidate)} requests`;
}
