import { messageHeadClass, roleClass } from "@/components/ui/text/message-class";
import type { TraceDetail, TraceStep } from "@/lib/traces/contract";

interface Props {
  trace: TraceDetail;
  step: TraceStep;
}

/** All that was told about a step, then about its whole trace, as it was told. */
export function AttributeTable({ trace, step }: Props) {
  return (
    <>
      <Rows label="Of this step" attributes={step.attributes} />
      <Rows label="Of the trace" attributes={trace.attributes} />
    </>
  );
}

function Rows({ label, attributes }: { label: string; attributes: TraceStep["attributes"] }) {
  const entries = Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1));
  return (
    <section className="border-b last:border-b-0" aria-label={label}>
      <h3 className={messageHeadClass({ size: "sm" })}>
        <span className={roleClass}>{label}</span>
        <span className="tabular-nums ml-auto text-text-2">{entries.length}</span>
      </h3>
      {entries.length === 0 ? (
        <p className="text-text-3 px-3 py-2 text-13">none</p>
      ) : (
        <dl className="font-mono grid gap-1.5 px-3 py-2 text-12">
          {entries.map(([name, value]) => (
            <div key={name} className="grid gap-0.5">
              <dt className="text-text-2 wrap-anywhere">{name}</dt>
              <dd className="whitespace-pre-wrap wrap-anywhere">{String(value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
