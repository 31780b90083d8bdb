"use client";
import { EyeOff } from "lucide-react";
import { useState } from "react";
import { Badge } from "@/components/ui/data/badge";
import { Chip } from "@/components/ui/data/chip";
import { Markdown } from "@/components/ui/text/markdown";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import type { Judge } from "@/lib/judges/contract";
import type { LabelItem, LabelQueue } from "@/lib/judges/label-contract";
import { labelKeys } from "./judge-words";
import { LabelPanel } from "./label-panel";
import { OutputToLabel } from "./output-to-label";
import type { LabelSaving } from "./use-label-queue";

interface Props {
  judge: Judge;
  queue: LabelQueue;
  item: LabelItem;
  labels: LabelSaving;
  mayWrite: boolean;
  hrefOfDisagreements: string;
  /** The policy does not decide it; `note` is what the person has written so far. */
  onDoubt: (note: string) => void;
}

/** Policy, output and the person's label; neither the judge's verdict nor others' labels are visible. */
export function LabelDesk(props: Props) {
  const { judge, queue, item, labels, mayWrite } = props;
  const mine = item.labels.at(-1);
  const [label, setLabel] = useState<string | null>(mine?.label ?? null);
  const [note, setNote] = useState(mine?.note ?? "");
  const [problem, setProblem] = useState<string | null>(null);
  const keys = labelKeys(judge.labels);
  const submit = () => {
    if (labels.isSaving || !mayWrite) return;
    const chosen = judge.labels.find((one) => one.label === label);
    if (!chosen) return setProblem("Choose a label first.");
    if (!chosen.passes && note.trim() === "") return setProblem("Say what went wrong first.");
    setProblem(null);
    labels.save(chosen.label, note);
  };
  const defer = () => {
    if (!labels.isSaving && mayWrite) labels.save(null, note);
  };
  useShortcuts(
    mayWrite
      ? [
          ...judge.labels.map((one, index) => ({
            keys: keys[index] ?? "",
            label: one.label,
            group: "Label",
            run: () => {
              setLabel(one.label);
              setProblem(null);
            },
          })),
          { keys: "d", label: "Defer", group: "Label", run: defer },
          {
            keys: "u",
            label: "Policy is unclear",
            group: "Label",
            run: () => props.onDoubt(note),
          },
          { keys: "enter", label: "Save and next", group: "Label", run: submit },
          { keys: "mod+enter", label: "Save and next", group: "Label", run: submit },
        ]
      : [],
  );
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[220px_minmax(0,1fr)_280px]">
      <LabellingPolicy judge={judge} />
      <BlindOutput item={item} />
      <LabelPanel
        judge={judge}
        queue={queue}
        keys={keys}
        label={label}
        note={note}
        mayWrite={mayWrite}
        problem={problem ?? labels.problem}
        labels={labels}
        hrefOfDisagreements={props.hrefOfDisagreements}
        onLabel={(word) => {
          setLabel(word);
          setProblem(null);
        }}
        onNote={setNote}
        onDefer={defer}
        onSave={submit}
        onDoubt={() => props.onDoubt(note)}
      />
    </div>
  );
}

function LabellingPolicy({ judge }: { judge: Judge }) {
  return (
    <aside className="grid content-start gap-3 text-13" aria-label="Labelling policy">
      <h2 className="flex items-center gap-2">
        Policy <Badge>v{judge.policyVersion}</Badge>
      </h2>
      <Markdown text={judge.policy} />
      <p className="border-t pt-3 text-12 text-text-2">
        Judge the output, not its style. If the policy doesn’t decide it, say so.
      </p>
    </aside>
  );
}

function BlindOutput({ item }: { item: LabelItem }) {
  return (
    <article className="grid min-w-0 content-start gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <h2>Output {item.number}</h2>
        {item.case && <Chip>{item.case}</Chip>}
        <span className="ml-auto inline-flex items-center gap-1.5 text-12 text-text-2">
          <EyeOff className="size-3.5" aria-hidden="true" /> judge and version hidden
        </span>
      </div>
      <OutputToLabel item={item} />
    </article>
  );
}
