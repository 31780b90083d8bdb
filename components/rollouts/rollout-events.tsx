"use client";
import {
  ArrowUpFromLine,
  Ban,
  Check,
  CircleCheck,
  Clock,
  Pause,
  Play,
  Signal,
  TriangleAlert,
  Undo2,
} from "lucide-react";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import type { ReactNode } from "react";
import { Segmented } from "@/components/ui/controls/segmented";
import { Avatar } from "@/components/ui/data/avatar";
import { Timeline, TimelineItem } from "@/components/ui/data/timeline";
import { VerdictIcon } from "@/components/ui/data/verdict-icon";
import { Section } from "@/components/ui/section";
import { linkClass } from "@/components/ui/text/link-class";
import { RelativeTime } from "@/components/ui/text/relative-time";
import type { GuardrailFigures, Rollout, RolloutEvent } from "@/lib/rollouts/contract";
import { formatFigure, guardrailName } from "@/lib/rollouts/words/guardrail-sentence";
import { ChecksList } from "./checks-list";
import { bandInWords } from "./rollout-words";

const SHOWN = ["all", "decisions"] as const;

const ICON: Record<RolloutEvent["type"], ReactNode> = {
  started: <ArrowUpFromLine aria-hidden="true" />,
  advanced: <Signal aria-hidden="true" />,
  holding: <Clock aria-hidden="true" />,
  resumed: <Play aria-hidden="true" />,
  paused: <Pause aria-hidden="true" />,
  breached: <Ban aria-hidden="true" />,
  dismissed: <Check aria-hidden="true" />,
  warned: <TriangleAlert aria-hidden="true" />,
  rolled_back: <Undo2 aria-hidden="true" />,
  completed: <CircleCheck aria-hidden="true" />,
};

interface Props {
  project: string;
  rollout: Rollout;
}

/** What happened, newest first, with the checks and figures that each decision saw. */
export function RolloutEvents({ project, rollout }: Props) {
  const [shown, setShown] = useQueryState("events", parseAsStringLiteral(SHOWN).withDefault("all"));
  const events = rollout.events.filter(
    ({ isAutomatic, type }) => shown === "all" || (isAutomatic && type !== "warned"),
  );
  return (
    <Section
      title="Events"
      actions={
        <Segmented
          label="Events"
          value={shown}
          onValueChange={(value) => void setShown(value === "all" ? null : value)}
          options={[
            { value: "all", label: "All" },
            { value: "decisions", label: "Decisions" },
          ]}
        />
      }
    >
      {events.length === 0 ? (
        <p className="text-13 text-text-2">
          {shown === "all" ? "Nothing happened yet." : "Galley has decided nothing yet."}
        </p>
      ) : (
        <Timeline label="Events, newest first">
          {events.map((event) => (
            <TimelineItem
              key={event.id}
              node={event.isAutomatic ? ICON[event.type] : <Avatar name={event.by} />}
              when={
                <>
                  <RelativeTime value={event.at} />
                  {event.isAutomatic && " · nobody was asked"}
                </>
              }
            >
              <div className="wrap-anywhere">{event.sentence}</div>
              {event.reason && <div className="text-text-2 wrap-anywhere">“{event.reason}”</div>}
              <Evidence
                event={event}
                rollout={rollout}
                href={`/api/v1/projects/${project}/rollouts/${rollout.number}/events/${event.id}/basis`}
              />
            </TimelineItem>
          ))}
        </Timeline>
      )}
    </Section>
  );
}

interface EvidenceProps {
  event: RolloutEvent;
  rollout: Rollout;
  /** The whole basis as JSON. */
  href: string;
}

function Evidence({ event, rollout, href }: EvidenceProps) {
  const { checks, guardrails, hasBasis } = event;
  return (
    <>
      {checks.length > 0 && (
        <div className="my-1 rounded bg-subtle px-2.5 py-1.5">
          <ChecksList checks={checks} />
        </div>
      )}
      {guardrails && guardrails.length > 0 && (
        <details>
          <summary className={`${linkClass} cursor-pointer text-12`}>Figures it saw</summary>
          <ul className="my-1 grid gap-1.5 rounded bg-subtle px-2.5 py-1.5 text-12/4.5 text-text-2">
            {guardrails.map((guardrail, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same metric may be guarded twice
              <li key={index} className="grid grid-cols-[16px_minmax(0,1fr)] gap-1.5">
                <VerdictIcon verdict={guardrail.verdict} />
                <span>
                  {guardrailName(guardrail)}: {armsInWords(guardrail, rollout)}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {hasBasis && (
        <a className={`${linkClass} text-12`} href={href} target="_blank" rel="noopener">
          All of it as JSON
        </a>
      )}
    </>
  );
}

function armsInWords(guardrail: GuardrailFigures, { stable, candidate }: Rollout): string {
  const arm = (name: string, figure: GuardrailFigures["stable"]) =>
    figure
      ? `${name} ${formatFigure(guardrail.metric, figure.value)} (${bandInWords(guardrail, figure)})`
      : `${name} no value`;
  return `${arm(`v${candidate}`, guardrail.candidate)}, ${arm(`v${stable}`, guardrail.stable)}`;
}
