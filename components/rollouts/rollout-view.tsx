"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { Link } from "@/components/ui/controls/link";
import { Badge } from "@/components/ui/data/badge";
import { VerdictIcon } from "@/components/ui/data/verdict-icon";
import { ErrorState } from "@/components/ui/error-state";
import { Notice } from "@/components/ui/notice";
import { PageHead, SubLine } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import { linkClass } from "@/components/ui/text/link-class";
import { RelativeTime } from "@/components/ui/text/relative-time";
import type { Rollout } from "@/lib/rollouts/contract";
import { rolloutQueries } from "@/lib/rollouts/queries";
import { formatPercent } from "@/lib/rollouts/words/rollout-sentence";
import { ChecksList } from "./checks-list";
import { GuardrailSection } from "./guardrail-section";
import { RolloutActions } from "./rollout-actions";
import { RolloutEnding } from "./rollout-ending";
import { RolloutEvents } from "./rollout-events";
import { stateWord } from "./rollout-words";
import { SegmentSection } from "./segment-section";
import { isSplitFine, SplitSection, splitInWords } from "./split-section";
import { StageBar } from "./stage-bar";

interface Props {
  project: string;
  /** Id or number, as the address has it. */
  name: string;
  mayRelease: boolean;
}

/** Where a rollout stands, what each guardrail says, and what happened. */
export function RolloutView({ project, name, mayRelease }: Props) {
  const {
    data: rollout,
    dataUpdatedAt,
    error,
    refetch,
  } = useQuery(rolloutQueries.detail(project, name));
  useReadAgainAtEnd(project, rollout?.endedAt != null);
  if (!rollout) {
    return error ? (
      <ErrorState title="The rollout could not be read." onRetry={() => refetch()} error={error} />
    ) : (
      <Skeleton />
    );
  }
  const { prompt, candidate, environment, endedAt } = rollout;
  return (
    <>
      <PageHead
        title={
          <span className="flex flex-wrap items-center gap-x-2">
            Rollout of <span className="font-mono">{prompt}</span>
            <span className="font-mono">v{candidate}</span> in {environment}
          </span>
        }
        sub={<Facts project={project} rollout={rollout} />}
        actions={mayRelease && !endedAt && <RolloutActions project={project} rollout={rollout} />}
      />
      {error && (
        <Notice tone="warn" className="mb-3" title="The figures are not up to date.">
          They could not be read just now: {error.message}
        </Notice>
      )}
      <RolloutEnding rollout={rollout} />
      {/* When it was read, so that server and browser draw the same. */}
      <Stages rollout={rollout} now={dataUpdatedAt} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_320px]">
        <div className="grid min-w-0 gap-4">
          <GuardrailSection project={project} name={name} rollout={rollout} />
          <SegmentSection rollout={rollout} />
          <SplitSection project={project} rollout={rollout} />
        </div>
        <div className="grid min-w-0 gap-4">
          {!endedAt && rollout.checks.length > 0 && (
            <Section title={nextTitle(rollout)}>
              <ChecksList checks={rollout.checks} />
            </Section>
          )}
          <RolloutEvents project={project} rollout={rollout} />
        </div>
      </div>
    </>
  );
}

/** What is live, and how many rollouts go on, once this one ends while the page is open. */
function useReadAgainAtEnd(project: string, isOver: boolean) {
  const client = useQueryClient();
  const wasGoingOn = useRef(false);
  useEffect(() => {
    if (!isOver) wasGoingOn.current = true;
    if (!isOver || !wasGoingOn.current) return;
    wasGoingOn.current = false;
    for (const key of [rolloutQueries.all(project), ["prompts", project], ["releases", project]]) {
      void client.invalidateQueries({ queryKey: key });
    }
  }, [isOver, client, project]);
}

function Stages({ rollout, now }: { rollout: Rollout; now: number }) {
  return (
    <Section
      className="mb-4"
      aria-label="Stages"
      footer={
        <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-4 gap-y-1">
          <span>{rollout.sentence}</span>
          <span className="ml-auto flex items-center gap-1 tabular-nums">
            <VerdictIcon verdict={isSplitFine(rollout.split) ? "pass" : "fail"} />
            {splitInWords(rollout)}
          </span>
        </div>
      }
    >
      <StageBar rollout={rollout} now={now} />
    </Section>
  );
}

function nextTitle({ next }: Rollout): string {
  return next ? `Before ${formatPercent(next.percent)}` : "Before the next step";
}

function Facts({ project, rollout }: { project: string; rollout: Rollout }) {
  const { prompt, stable, candidate, release, startedAt, startedBy, countedAt, endedAt } = rollout;
  const { word, tone } = stateWord(rollout);
  const base = `/${project}/prompts/${encodeURIComponent(prompt)}`;
  return (
    <SubLine>
      <Badge tone={tone}>{word}</Badge>
      <span>
        started <RelativeTime value={startedAt} /> by {startedBy.name}
      </span>
      <Link className={linkClass} href={`${base}/diff?from=${stable}&to=${candidate}`}>
        v{stable} → v{candidate}
      </Link>
      <Link className={linkClass} href={`/${project}/releases/${release.number}`}>
        release {release.number}
      </Link>
      {endedAt ? (
        <span>
          ended <RelativeTime value={endedAt} />
        </span>
      ) : (
        countedAt && (
          <span>
            counted <RelativeTime value={countedAt} />
          </span>
        )
      )}
    </SubLine>
  );
}
