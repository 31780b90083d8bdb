"use client";
import { useQuery } from "@tanstack/react-query";
import { BookOpen, Code, Wrench, X } from "lucide-react";
import { useMemo } from "react";
import { Button } from "@/components/ui/controls/button";
import { IconButton } from "@/components/ui/controls/icon-button";
import { toast } from "@/components/ui/overlays/toast";
import {
  findHints,
  type Hint,
  type HintContext,
  type HintKind,
} from "@/lib/chains/hints/find-hints";
import { hintDismissals, useDismissHint, useRestoreHint } from "@/lib/chains/hints/hooks";
import { formatCountOf } from "@/lib/format-number";
import type { PromptMessage } from "@/lib/prompts/version-contract";

interface Props {
  project: string;
  /** The prompt whose text it is: dismissals are of it. */
  prompt: string;
  messages: readonly PromptMessage[];
  context: HintContext;
  mayWrite: boolean;
  /** Leads to a line of a message; without it the line is only named. */
  onShow?: (hint: Hint) => void;
}

const KINDS: Record<HintKind, { label: string; Icon: typeof Code }> = {
  code: { label: "Code", Icon: Code },
  retrieval: { label: "Retrieval", Icon: BookOpen },
  tools: { label: "Tools", Icon: Wrench },
};

/** Text of a prompt that may belong elsewhere, each with a reason; nothing while there is none. */
export function PromptHints({ project, prompt, messages, context, mayWrite, onShow }: Props) {
  const { data } = useQuery(hintDismissals(project, prompt));
  const dismiss = useDismissHint(project, prompt);
  const restore = useRestoreHint(project, prompt);
  const { tools, hasRetrieval } = context;
  const hints = useMemo(
    () => findHints(messages.map(toText), { tools, hasRetrieval }),
    [messages, tools, hasRetrieval],
  );
  const dismissed = new Set(data?.data.map(({ hint }) => hint));
  const open = data ? hints.filter(({ id }) => !dismissed.has(id)) : [];
  if (open.length === 0) return null;
  const drop = ({ id }: Hint) =>
    dismiss.mutate(id, {
      onSuccess: () =>
        toast("Hint dismissed", { action: { label: "Undo", onClick: () => restore.mutate(id) } }),
    });
  return (
    <section className="grid text-12" aria-label="Hints">
      <h3 className="flex flex-wrap items-baseline gap-2 py-1">
        <b>{formatCountOf(open.length, "hint")}</b>
        <span className="text-text-2">text in this prompt that may belong elsewhere</span>
      </h3>
      <ul className="divide-y border-t">
        {open.map((hint) => (
          <li
            key={`${hint.id} ${hint.message} ${hint.fromLine}`}
            className="grid grid-cols-[84px_minmax(0,1fr)_auto] items-start gap-2.5 py-1.5"
          >
            <KindLabel kind={hint.kind} />
            <div className="min-w-0">
              <span className="rounded bg-inconclusive-bg px-1 font-mono wrap-anywhere">
                {hint.quote}
              </span>
              <p className="text-text-2">{hint.reason}</p>
            </div>
            <span className="flex items-center gap-1">
              {onShow ? (
                <Button size="sm" variant="ghost" onClick={() => onShow(hint)}>
                  {placeOf(hint)}
                </Button>
              ) : (
                <span className="text-text-3">{placeOf(hint)}</span>
              )}
              {mayWrite && (
                <IconButton
                  size="sm"
                  label={`Dismiss: ${hint.quote.slice(0, 40)}`}
                  icon={<X aria-hidden="true" />}
                  onClick={() => drop(hint)}
                />
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function KindLabel({ kind }: { kind: HintKind }) {
  const { label, Icon } = KINDS[kind];
  return (
    <span className="flex items-center gap-1.5 font-medium">
      <Icon className="size-3.5" aria-hidden="true" />
      {label}
    </span>
  );
}

const toText = (message: PromptMessage) =>
  "content" in message ? { role: message.role, content: message.content } : {};

const placeOf = ({ fromLine, toLine }: Hint) =>
  fromLine === toLine ? `line ${fromLine}` : `lines ${fromLine}–${toLine}`;
