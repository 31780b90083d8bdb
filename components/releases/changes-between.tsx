import { ArrowUpFromLine, Undo2 } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/controls/link";
import { linkClass } from "@/components/ui/text/link-class";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { formatCountOf } from "@/lib/format-number";
import type { Changes } from "@/lib/releases/changes-contract";
import { liveWord } from "@/lib/releases/live-word";
import { versionBefore } from "@/lib/releases/version-before";
import { AroundStep } from "./around-step";
import { type LaneSpan, lanesOf } from "./lanes";
import { ticksBetween } from "./ticks";

const MOST_LANES = 12;

interface Props {
  project: string;
  changes: Changes;
  /** The second moment is the present. */
  isOpen: boolean;
}

/** Lanes of what was live when; below them every step, and what all of it came to. */
export function ChangesBetween({ project, changes, isOpen }: Props) {
  const lanes = lanesOf(changes).sort((a, b) => Number(b.hasChanged) - Number(a.hasChanged));
  const shown = lanes.slice(0, MOST_LANES);
  const isBare = lanes.length === 0 && changes.surroundings.length === 0;
  if (isBare) {
    return (
      <p className="p-4 text-13 text-text-2">
        Nothing was live in {changes.environment} at the second of these moments, and nothing around
        it changed.
      </p>
    );
  }
  return (
    <>
      {shown.length > 0 && (
        <div className="grid gap-1.5 px-4 py-3">
          {shown.map(({ prompt, spans }) => (
            <div key={prompt} className={laneClass}>
              <Link
                className="underline-offset-3 hover:underline truncate font-mono"
                href={`/${project}/prompts/${encodeURIComponent(prompt)}/releases`}
                title={prompt}
              >
                {prompt}
              </Link>
              <div className="relative h-4.5 overflow-hidden">
                {spans.map((span) => (
                  <span
                    key={`${span.version}-${span.start}`}
                    className={spanClass}
                    data-live={(span.isLast && isOpen) || undefined}
                    data-rolled-back={span.isRolledBack || undefined}
                    title={`${liveWord(span.version)}${span.isRolledBack ? ", rolled back" : ""}`}
                    style={placeOf(span)}
                  >
                    {liveWord(span.version)}
                    {span.isRolledBack && <span className="font-sans">, rolled back</span>}
                  </span>
                ))}
              </div>
            </div>
          ))}
          <Axis changes={changes} isOpen={isOpen} />
          {lanes.length > shown.length && (
            <p className="text-12 text-text-2">
              {formatCountOf(lanes.length - shown.length, "more prompt")} not drawn
              {lanes.slice(MOST_LANES).some(({ hasChanged }) => hasChanged)
                ? "; the list below has them."
                : ", none of which changed."}
            </p>
          )}
        </div>
      )}
      <div className="grid gap-x-6 gap-y-3 border-t px-4 py-3 text-13 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Steps project={project} changes={changes} />
        <Summary project={project} changes={changes} />
      </div>
    </>
  );
}

const laneClass =
  "grid grid-cols-[168px_minmax(0,1fr)] items-center gap-2 text-12/5 max-[640px]:grid-cols-1 max-[640px]:gap-1";

const spanClass = cn(
  "absolute inset-y-0 overflow-hidden rounded-[3px] border border-border-strong bg-subtle px-[5px] whitespace-nowrap",
  "data-live:border-accent-border data-live:bg-accent-bg data-live:text-accent",
  "data-rolled-back:border-fail-mark data-rolled-back:bg-fail-bg data-rolled-back:text-fail",
);

/** What went live a moment ago still has room for its name. */
function placeOf({ start, end, isLast, version }: LaneSpan) {
  const width = `${(end - start) * 100}%`;
  if (!isLast) return { left: `${start * 100}%`, width: `max(6px, ${width})` };
  const room = `${14 + liveWord(version).length * 7}px`;
  return { right: 0, width: `max(${room}, ${width})` };
}

function Axis({ changes, isOpen }: { changes: Changes; isOpen: boolean }) {
  return (
    <div className={laneClass} aria-hidden="true">
      <span />
      <div className="relative h-4 overflow-hidden border-t text-text-2">
        {ticksBetween(changes.from, changes.to).map(({ label, share }) => (
          <span
            key={share}
            className="absolute border-l pl-1 whitespace-nowrap"
            style={{ left: `${share * 100}%` }}
          >
            {label}
          </span>
        ))}
        {isOpen && <b className="absolute right-0 text-accent">now</b>}
      </div>
    </div>
  );
}

type Step =
  | { at: string; release: Changes["releases"][number] }
  | { at: string; around: Changes["surroundings"][number] };

function Steps({ project, changes: { releases, surroundings, isCut } }: Omit<Props, "isOpen">) {
  const steps: Step[] = [
    ...releases.map((release) => ({ at: release.releasedAt, release })),
    ...surroundings.map((around) => ({ at: around.at, around })),
  ].sort((a, b) => a.at.localeCompare(b.at));
  return (
    <ul className="grid content-start gap-1" aria-label="What happened between">
      {isCut && <li className="text-12 text-text-2">Only the newest 500 releases are shown.</li>}
      {steps.length === 0 && <li className="text-text-2">Nothing was released or rolled back.</li>}
      {steps.map((step) => (
        <li
          key={"release" in step ? step.release.id : `${step.at} ${step.around.name}`}
          className="grid grid-cols-[92px_16px_minmax(0,1fr)] items-baseline gap-2"
        >
          <span className="text-12 text-text-2">
            <RelativeTime value={step.at} />
          </span>
          {"release" in step ? (
            <ReleaseStep project={project} release={step.release} />
          ) : (
            <AroundStep around={step.around} />
          )}
        </li>
      ))}
    </ul>
  );
}

function ReleaseStep({
  project,
  release,
}: {
  project: string;
  release: Changes["releases"][number];
}) {
  const { rolledBack, prompt, version, number, releasedBy } = release;
  const before = versionBefore(release);
  return (
    <>
      {rolledBack ? (
        <Undo2 className="size-3.5 self-center text-fail" aria-hidden="true" />
      ) : (
        <ArrowUpFromLine className="size-3.5 self-center" aria-hidden="true" />
      )}
      <span>
        <span className="font-mono">{prompt}</span>{" "}
        {before === null ? "" : <span className="font-mono">v{before} → </span>}
        <b className="font-mono">{liveWord(version)}</b>
        {rolledBack && ", rolled back"} by {releasedBy.name},{" "}
        <Link className={linkClass} href={`/${project}/releases/${number}`}>
          release {number}
        </Link>
      </span>
    </>
  );
}

/** From the first moment to the second, whatever lay between; and what stayed as it was. */
function Summary({ project, changes }: Omit<Props, "isOpen">) {
  const { prompts, surroundings } = changes;
  const changed = prompts.filter(({ hasChanged }) => hasChanged);
  const same = prompts.length - changed.length;
  const hasConnections = surroundings.some(({ type }) => type.startsWith("connection."));
  return (
    <ul className="grid content-start gap-1" aria-label="Result">
      {changed.map(({ prompt, before, after }) => (
        <li key={prompt}>
          <span className="font-mono">{prompt}</span>:{" "}
          {before === null || after === null ? (
            <>
              {liveWord(before)} then, <b className="font-mono">{liveWord(after)}</b> now
            </>
          ) : (
            <Link
              className={linkClass}
              href={`/${project}/prompts/${encodeURIComponent(prompt)}/diff?from=${before}&to=${after}`}
            >
              diff of what was live then and after, v{before} to v{after}
            </Link>
          )}
        </li>
      ))}
      <li className="text-text-2">
        {same > 0 && changed.length > 0 && `${formatCountOf(same, "prompt")} did not change. `}
        {changed.length === 0 && "No prompt changed. "}
        {!hasConnections && "No connection to a model was changed."}
      </li>
    </ul>
  );
}
