"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { OutcomeMark } from "@/components/traces/outcome-mark";
import { TraceTime } from "@/components/traces/trace-time";
import { shortId } from "@/components/traces/trace-words";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { Table, Td } from "@/components/ui/data/table";
import { Dialog } from "@/components/ui/overlays/dialog";
import { SkeletonRows } from "@/components/ui/skeleton";
import { VersionTag } from "@/components/ui/text/version-tag";
import { formatMs } from "@/lib/format-number";
import type { Trace, TraceDetail } from "@/lib/traces/contract";
import { traceQueries } from "@/lib/traces/queries";

interface Props {
  project: string;
  trace: TraceDetail;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

const SHOWN = 20;

/** Chooses the trace to lay beside this one: one of the same prompt, or any by its id. */
export function CompareDialog({ project, trace, open, onOpenChange }: Props) {
  const router = useRouter();
  const [text, setText] = useState("");
  const { data } = useInfiniteQuery({
    ...traceQueries.list(project, {
      ...(trace.prompt ? { prompt: trace.prompt } : {}),
      ...(text.trim() ? { q: text.trim() } : {}),
    }),
    enabled: open,
  });
  const others = data?.pages[0]?.data.filter(({ id }) => id !== trace.id).slice(0, SHOWN);
  const go = (id: string) => {
    onOpenChange(false);
    router.push(
      `/${project}/traces/compare?a=${encodeURIComponent(id)}&b=${encodeURIComponent(trace.id)}`,
    );
  };
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="md"
      title="Compare with…"
      description={
        trace.prompt
          ? `The newest of ${trace.prompt}, or any trace by its id.`
          : "The newest traces, or any by its id."
      }
      onSubmit={() => {
        const id = text.trim();
        if (id) go(others?.find((one) => one.id.startsWith(id))?.id ?? id);
      }}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button variant="primary" type="submit" disabled={text.trim() === ""}>
            Compare
          </Button>
        </>
      }
    >
      <Field label="Text or id">
        <Input
          mono
          placeholder={trace.id}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      <div className="max-h-[320px] overflow-auto">
        <OtherTraces others={others} onChoose={go} />
      </div>
    </Dialog>
  );
}

interface OtherTracesProps {
  /** undefined: not loaded yet. */
  others: readonly Trace[] | undefined;
  onChoose: (id: string) => void;
}

function OtherTraces({ others, onChoose }: OtherTracesProps) {
  return (
    <Table label="Traces to compare with" dense className="table-fixed">
      <colgroup>
        <col style={{ width: 116 }} />
        <col />
        <col style={{ width: 60 }} />
        <col style={{ width: 108 }} />
        <col style={{ width: 90 }} />
      </colgroup>
      <tbody>
        {!others && <SkeletonRows rows={6} widths={[80, 220, 40, 80, 60]} />}
        {others?.length === 0 && (
          <tr>
            <Td colSpan={5} className="text-text-2">
              No other trace matches.
            </Td>
          </tr>
        )}
        {others?.map((one) => (
          <OtherTraceRow key={one.id} trace={one} onChoose={() => onChoose(one.id)} />
        ))}
      </tbody>
    </Table>
  );
}

function OtherTraceRow({ trace: one, onChoose }: { trace: Trace; onChoose: () => void }) {
  return (
    <tr>
      <Td className="text-12 text-text-2 whitespace-nowrap">
        <TraceTime value={one.startedAt} />
      </Td>
      <Td>
        <button
          type="button"
          className="underline-offset-3 hover:underline block max-w-full truncate text-left"
          onClick={onChoose}
        >
          <span className="font-mono text-12">{shortId(one.id)}</span> {one.inputPreview}
        </button>
      </Td>
      <Td>{one.version !== null && <VersionTag>v{one.version}</VersionTag>}</Td>
      <Td className="text-12 whitespace-nowrap">
        <OutcomeMark outcome={one.outcome} />
      </Td>
      <Td className="text-right whitespace-nowrap">{formatMs(one.latencyMs)}</Td>
    </tr>
  );
}
