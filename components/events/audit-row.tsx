"use client";
import { ChevronDown, ChevronRight } from "lucide-react";
import { useState } from "react";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Link } from "@/components/ui/controls/link";
import { Td } from "@/components/ui/data/table";
import { CodeBlock } from "@/components/ui/text/code-block";
import { RelativeTime } from "@/components/ui/text/relative-time";
import type { AuditEvent } from "@/lib/events/contract";
import { formatUtc } from "@/lib/format-time";
import { describeFacts } from "./describe-facts";
import { eventSubject } from "./event-subject";

interface Props {
  project: string;
  event: AuditEvent;
  onChooseType: (type: string) => void;
  onChooseActor: (name: string) => void;
}

/** Facts that the subject's name is made of. */
const SAID = ["prompt", "review", "release", "number"];
const KIND = { member: "", key: "key", system: "system" };

/** One entry: who did what to which thing; opened, everything that was recorded with it. */
export function AuditRow({ project, event, onChooseType, onChooseActor }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const { seq, at, actor, type, data } = event;
  const subject = eventSubject(event);
  return (
    <>
      <tr>
        <Td num className="text-text-2">
          {seq}
        </Td>
        <Td className="text-12 text-text-2 whitespace-nowrap">
          <RelativeTime value={at} />
        </Td>
        <Td className="text-12 whitespace-nowrap">
          <button
            type="button"
            className="underline-offset-3 hover:underline"
            title={`Only what ${actor.name} did`}
            onClick={() => onChooseActor(actor.name)}
          >
            {actor.name}
          </button>
          {KIND[actor.kind] && <span className="text-text-3"> {KIND[actor.kind]}</span>}
        </Td>
        <Td className="font-mono text-12 whitespace-nowrap">
          <button
            type="button"
            className="underline-offset-3 hover:underline"
            title={`Only ${type}`}
            onClick={() => onChooseType(type)}
          >
            {type}
          </button>
        </Td>
        <Td className="text-12 whitespace-nowrap">
          <span className="text-text-3">{subject.kind}</span>{" "}
          {subject.path ? (
            <Link
              className="underline-offset-3 hover:underline"
              href={`/${project}/${subject.path}`}
            >
              {subject.name}
            </Link>
          ) : (
            subject.name
          )}
        </Td>
        <Td className="text-12 text-text-2 w-full max-w-0 truncate">{describeFacts(data, SAID)}</Td>
        <Td num>
          <IconButton
            label={`Details of event ${seq}`}
            aria-expanded={isOpen}
            icon={isOpen ? <ChevronDown aria-hidden="true" /> : <ChevronRight aria-hidden="true" />}
            onClick={() => setIsOpen(!isOpen)}
          />
        </Td>
      </tr>
      {isOpen && (
        <tr>
          <Td colSpan={7} className="bg-subtle">
            <EventDetails event={event} />
          </Td>
        </tr>
      )}
    </>
  );
}

function EventDetails({ event: { at, actor, subject, hash, data } }: { event: AuditEvent }) {
  return (
    <>
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-0.5 py-2 text-12/5 [&>dt]:text-text-3">
        <dt>When</dt>
        <dd>{formatUtc(at)}</dd>
        <dt>Who</dt>
        <dd>
          {actor.name}{" "}
          {actor.id && <span className="font-mono text-code text-text-3">{actor.id}</span>}
        </dd>
        <dt>On</dt>
        <dd>
          {subject.type} <span className="font-mono text-code text-text-3">{subject.id}</span>
        </dd>
        <dt>Hash</dt>
        <dd className="font-mono text-code break-all">{hash}</dd>
      </dl>
      {Object.keys(data).length > 0 && (
        <CodeBlock
          json
          copy
          label="Facts"
          className="mb-2"
          maxHeight={320}
          code={JSON.stringify(data, null, 2)}
        />
      )}
    </>
  );
}
