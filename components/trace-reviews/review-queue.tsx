"use client";
import { Check, CircleHelp, Minus, UserRound, X } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { queueClass } from "@/components/trace-reviews/review-class";
import { FilterWord } from "@/components/traces/list/filter-word";
import { shortId } from "@/components/traces/trace-words";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/controls/link";
import { iconMarkClass } from "@/components/ui/data/verdict-icon";
import { linkClass } from "@/components/ui/text/link-class";
import type { QueueItem, TraceVerdict } from "@/lib/trace-reviews/contract";
import { RULE_LABEL } from "@/lib/trace-reviews/rule-label";

interface Props {
  items: readonly QueueItem[];
  current: string | null;
  href: (traceId: string) => string;
}

interface ListProps extends Props {
  /** The rule that the list is narrowed to. */
  rule: string | null;
  onRule: (rule: string | null) => void;
}

const LATEST_DONE = 4;

/** The latest done ones above, then what rules picked, then what chance picked. */
export function ReviewQueueList({ items, current, href, rule, onRule }: ListProps) {
  const [isWhole, setWhole] = useState(false);
  const done = items.filter(({ verdict }) => verdict !== null);
  const latest = done.slice(-LATEST_DONE);
  const isEarlier =
    done.some(({ traceId }) => traceId === current) &&
    !latest.some(({ traceId }) => traceId === current);
  const shown = isWhole || isEarlier ? done : latest;
  const byRule = items.filter(({ verdict, rule }) => verdict === null && rule !== "random");
  const atRandom = items.filter(({ verdict, rule }) => verdict === null && rule === "random");
  return (
    <nav data-slot="queue" className={queueClass} aria-label="Queue">
      {rule && (
        <p className="flex pt-3 pr-3 pl-(--gutter)">
          <FilterWord label={`rule ${RULE_LABEL[rule] ?? rule}`} onRemove={() => onRule(null)} />
        </p>
      )}
      <Part
        title="Done"
        aside={
          done.length > LATEST_DONE && !isEarlier ? (
            <button type="button" className={linkClass} onClick={() => setWhole(!isWhole)}>
              {isWhole ? "latest" : `all ${done.length}`}
            </button>
          ) : (
            String(done.length)
          )
        }
        items={shown}
        current={current}
        href={href}
      />
      <Part
        title="By rule"
        aside={`${byRule.length} left`}
        items={byRule}
        current={current}
        href={href}
      />
      <Part
        title="At random"
        aside={`${atRandom.length} left`}
        items={atRandom}
        current={current}
        href={href}
      />
    </nav>
  );
}

function Part({ title, aside, items, current, href }: Props & { title: string; aside: ReactNode }) {
  if (items.length === 0 && title !== "Done") return null;
  return (
    <section aria-label={title}>
      <h2 className="flex pt-3 pr-4 pb-1.5 pl-(--gutter) text-12/5 text-text-2">
        {title} <span className="text-text-3 tabular-nums ml-auto font-normal">{aside}</span>
      </h2>
      {items.map((item) => (
        <Item key={item.traceId} item={item} isCurrent={item.traceId === current} href={href} />
      ))}
    </section>
  );
}

function Item({
  item,
  isCurrent,
  href,
}: {
  item: QueueItem;
  isCurrent: boolean;
  href: Props["href"];
}) {
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (isCurrent) link.current?.scrollIntoView({ block: "nearest" });
  }, [isCurrent]);
  const isRandom = item.verdict === null && item.rule === "random";
  const label = isRandom && item.version !== null ? `v${item.version}` : RULE_LABEL[item.rule];
  return (
    <Link
      ref={link}
      className="grid h-7.5 grid-cols-[16px_minmax(0,1fr)_auto] items-center gap-1.5 pr-3 pl-(--gutter) hover:bg-hover chosen:bg-selected"
      href={href(item.traceId)}
      replace
      scroll={false}
      aria-current={isCurrent || undefined}
      title={item.heldBy ? `${item.heldBy} is looking at it` : item.traceId}
    >
      {item.heldBy ? (
        <span className={cn(iconMarkClass, "text-notmeasured")}>
          <UserRound aria-hidden="true" />
          <span className="sr-only">{item.heldBy} is looking at it</span>
        </span>
      ) : (
        <VerdictGlyph verdict={item.verdict} />
      )}
      <span className={cn("font-mono text-code truncate", item.verdict !== null && "text-text-3")}>
        {shortId(item.traceId)}
      </span>
      <span className="text-text-3">{label ?? item.rule}</span>
    </Link>
  );
}

const GLYPH: Record<TraceVerdict, { tone: string; icon: typeof Check; word: string }> = {
  fine: { tone: "text-pass", icon: Check, word: "fine" },
  failure: { tone: "text-fail", icon: X, word: "failure" },
  unclear: { tone: "text-inconclusive", icon: CircleHelp, word: "unclear" },
  skipped: { tone: "text-notmeasured", icon: Minus, word: "skipped" },
};

function VerdictGlyph({ verdict }: { verdict: TraceVerdict | null }) {
  if (verdict === null) return <span />;
  const { tone, icon: Icon, word } = GLYPH[verdict];
  return (
    <span className={cn(iconMarkClass, tone)} title={word}>
      <Icon aria-hidden="true" />
      <span className="sr-only">{word}</span>
    </span>
  );
}
