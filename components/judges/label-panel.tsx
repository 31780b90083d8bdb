import { Undo2 } from "lucide-react";
import { IntervalMark } from "@/components/charts/interval-mark";
import { cn } from "@/components/ui/cn";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { FormError } from "@/components/ui/controls/form-error";
import { Link } from "@/components/ui/controls/link";
import { Textarea } from "@/components/ui/controls/textarea";
import { Kbd } from "@/components/ui/text/kbd";
import { linkClass } from "@/components/ui/text/link-class";
import { formatCount, formatFixed, formatInterval, formatRate } from "@/lib/format-number";
import type { Judge } from "@/lib/judges/contract";
import type { LabelQueue } from "@/lib/judges/label-contract";
import type { LabelSaving } from "./use-label-queue";

const labelKeyClass = cn(
  "flex min-h-10 items-center gap-2 rounded border bg-surface px-3 text-left text-13 text-text hover:bg-hover",
  "chosen:border-accent-border chosen:bg-accent-bg chosen:font-medium enabled:chosen:text-accent",
  "disabled:cursor-not-allowed disabled:text-text-3",
);

interface Props {
  judge: Judge;
  queue: LabelQueue;
  keys: readonly string[];
  label: string | null;
  note: string;
  mayWrite: boolean;
  problem: string | null;
  labels: Pick<LabelSaving, "isSaving" | "last" | "undo">;
  hrefOfDisagreements: string;
  onLabel: (label: string) => void;
  onNote: (note: string) => void;
  onDefer: () => void;
  onSave: () => void;
  onDoubt: () => void;
}

/** The person's side: a label, a note, and on to the next. */
export function LabelPanel(props: Props) {
  const { judge, keys, label, note, labels, mayWrite, problem } = props;
  const { last } = labels;
  return (
    <aside className="grid content-start gap-3.5" aria-label="Your label">
      <h2>Your label</h2>
      <div className="grid grid-cols-2 gap-1.5">
        {judge.labels.map((one, index) => (
          <button
            key={one.label}
            type="button"
            className={labelKeyClass}
            aria-pressed={label === one.label}
            disabled={!mayWrite}
            onClick={() => props.onLabel(one.label)}
          >
            <span className="min-w-0 flex-1 break-words">{one.label}</span>
            <Kbd keys={keys[index] ?? ""} aria-hidden="true" />
          </button>
        ))}
        <Button kbd="d" disabled={!mayWrite} onClick={props.onDefer}>
          Defer
        </Button>
        <Button
          kbd="z"
          icon={<Undo2 aria-hidden="true" />}
          disabled={!mayWrite || !last}
          onClick={labels.undo}
        >
          Undo
        </Button>
        <Button className="col-span-2" kbd="u" disabled={!mayWrite} onClick={props.onDoubt}>
          Policy is unclear…
        </Button>
      </div>
      <Field label="What went wrong first?" hint="Required for a fail.">
        <Textarea
          rows={3}
          value={note}
          disabled={!mayWrite}
          onChange={({ target }) => props.onNote(target.value)}
        />
      </Field>
      {problem && <FormError>{problem}</FormError>}
      {mayWrite ? (
        <Button variant="primary" kbd="mod+enter" busy={labels.isSaving} onClick={props.onSave}>
          Save and next
        </Button>
      ) : (
        <p className="text-12 text-text-2">Labels are given by editors, reviewers and admins.</p>
      )}
      {last && (
        <p className="text-12 text-text-2" role="status">
          Output {last.number} saved as {last.label}
        </p>
      )}
      <Labellers {...props} />
    </aside>
  );
}

function Labellers({ queue, hrefOfDisagreements }: Props) {
  const { labellers, agreement, kappa, disagreements } = queue;
  const others = labellers.filter(({ isYou }) => !isYou);
  if (others.length === 0) return null;
  return (
    <section className="grid gap-1.5 border-t pt-3 text-12 text-text-2">
      <h2 className="text-text">Other labellers</h2>
      {others.slice(0, 5).map(({ labeller, importedBy, labels }) => (
        <p key={`${labeller} ${importedBy}`} className="flex">
          {labeller}
          {importedBy && " (imported)"}{" "}
          <span className="ml-auto tabular-nums">{formatCount(labels)}</span>
        </p>
      ))}
      {agreement && (
        <>
          <p className="flex items-center gap-2 text-13 text-text">
            Agreement <b className="ml-auto tabular-nums">{formatRate(agreement.value)}</b>
            <IntervalMark {...agreement} width={72} />
          </p>
          <p className="tabular-nums">
            {formatInterval(agreement.low, agreement.high)} of {formatCount(agreement.n)} labelled
            by two
            {kappa &&
              `, κ ${formatFixed(kappa.value, 2)} (${formatFixed(kappa.low, 2)} to ${formatFixed(kappa.high, 2)})`}
          </p>
        </>
      )}
      <p>You can’t see each other’s labels until both are saved.</p>
      {disagreements > 0 && (
        <Link className={linkClass} href={hrefOfDisagreements}>
          Resolve {formatCount(disagreements)}{" "}
          {disagreements === 1 ? "disagreement" : "disagreements"}
        </Link>
      )}
    </section>
  );
}
