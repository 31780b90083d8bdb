import { cn } from "@/components/ui/cn";
import { checkClass, checkInputClass } from "@/components/ui/controls/check-class";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import type { NewRun } from "./new-run-draft";

type Limits = Pick<NewRun, "repeats" | "concurrency" | "maxCostUsd" | "cache"> &
  Partial<Pick<NewRun, "title">>;

interface Props {
  /** Without a title there is no field for one. */
  rest: Limits;
  capHint?: string;
  onChange: (next: Partial<Limits>) => void;
  errorAt: (path: string) => string | undefined;
}

/** How often, how fast, how dear at most, and under which title. */
export function NewRunLimits({
  rest,
  capHint = "The run stops at this cost.",
  onChange,
  errorAt,
}: Props) {
  return (
    <>
      <div className="grid gap-4 md:grid-cols-3">
        <Field
          label="Repeats"
          error={errorAt("repeats")}
          hint="Per case. Repeats steady a case’s verdict; they do not add cases."
        >
          <Input
            type="number"
            min={1}
            max={20}
            value={rest.repeats}
            onChange={(event) => onChange({ repeats: event.target.value })}
          />
        </Field>
        <Field
          label="At once"
          error={errorAt("concurrency")}
          hint="Fewer when the provider slows down."
        >
          <Input
            type="number"
            min={1}
            max={64}
            value={rest.concurrency}
            onChange={(event) => onChange({ concurrency: event.target.value })}
          />
        </Field>
        <Field label="Cost cap, US dollars" optional error={errorAt("maxCostUsd")} hint={capHint}>
          <Input
            type="number"
            step="any"
            min={0}
            placeholder="no cap"
            value={rest.maxCostUsd}
            onChange={(event) => onChange({ maxCostUsd: event.target.value })}
          />
        </Field>
      </div>
      <label className={checkClass({ align: "start" })}>
        <input
          type="checkbox"
          className={cn(checkInputClass, "mt-[3px]")}
          checked={rest.cache}
          onChange={(event) => onChange({ cache: event.target.checked })}
        />
        <span>
          Reuse earlier answers to equal requests{" "}
          <span className="text-text-3">
            marked as recorded; original latency and cost are kept
          </span>
        </span>
      </label>
      {rest.title !== undefined && (
        <Field label="Title" optional error={errorAt("title")}>
          <Input
            maxLength={120}
            placeholder="What is this run about?"
            value={rest.title}
            onChange={(event) => onChange({ title: event.target.value })}
          />
        </Field>
      )}
    </>
  );
}
