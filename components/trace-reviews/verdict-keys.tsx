import { keyClass } from "@/components/trace-reviews/review-class";
import { Kbd } from "@/components/ui/text/kbd";
import type { TraceVerdict } from "@/lib/trace-reviews/contract";
import { VERDICTS } from "./trace-review-words";

interface Props {
  verdict: TraceVerdict | null;
  disabled: boolean;
  onVerdict: (verdict: TraceVerdict) => void;
}

export function VerdictKeys({ verdict, disabled, onVerdict }: Props) {
  return (
    <section>
      <h2 className="mb-2">Verdict</h2>
      <div className="grid grid-cols-2 gap-1">
        {VERDICTS.map((one) => (
          <button
            key={one.verdict}
            type="button"
            className={keyClass}
            aria-pressed={verdict === one.verdict}
            disabled={disabled}
            onClick={() => onVerdict(one.verdict)}
          >
            <Kbd keys={one.keys} aria-hidden="true" />
            {one.label}
          </button>
        ))}
      </div>
    </section>
  );
}
