"use client";
import { useQuery } from "@tanstack/react-query";
import { Input } from "@/components/ui/controls/input";
import { Select } from "@/components/ui/controls/select";
import { FormDialog } from "@/components/ui/forms/form-dialog";
import { FormField } from "@/components/ui/forms/form-field";
import { numberOf } from "@/components/ui/forms/typed-number";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { toast } from "@/components/ui/overlays/toast";
import { formatCount, formatCountOf } from "@/lib/format-number";
import { judgeQueries } from "@/lib/judges/queries";
import { useAskForLabels } from "@/lib/trace-reviews/hooks";
import type { TraceFilters } from "@/lib/traces/filter-contract";

interface Props {
  project: string;
  /** One trace, or a random draw of those that match. */
  of: { traceId: string } | { filters: TraceFilters };
  onClose: () => void;
}

/** Puts outputs of production into the labelling queue of a judge. */
export default function AskForLabelsDialog({ project, of, onClose }: Props) {
  const judges = useQuery(judgeQueries.list(project));
  const names = judges.data?.data.map(({ name }) => name) ?? [];
  const ask = useAskForLabels(project);
  const isDraw = "filters" in of;
  const form = useZodForm({
    draftKey: `labels of traces ${project}`,
    defaultValues: { judge: "", count: "50" },
    schema: async () =>
      (await import("@/lib/trace-reviews/labels/label-request-contract")).AskForLabels,
    toBody: ({ judge, count }) => ({
      judge: judge || (names[0] ?? ""),
      ...(isDraw ? { filters: of.filters, count: numberOf(count) } : { traces: [of.traceId] }),
    }),
    save: ask.mutateAsync,
    onSaved: ({ added, skipped, left }) => {
      const [first] = left;
      const more = [
        ...(skipped > 0 ? [`${formatCount(skipped)} were there already`] : []),
        ...(first ? [`${formatCount(left.length)} left out: ${first.reason}`] : []),
      ];
      toast([`${formatCountOf(added, "output")} added`, ...more].join(", "));
      onClose();
    },
  });
  const hasNone = judges.isSuccess && names.length === 0;
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title="Ask for labels"
      description={
        isDraw
          ? "Outputs of the traces that match, drawn at random. Those with personal data are left out."
          : "An output that you choose goes to train or dev: only random draws go to test."
      }
      submitLabel="Add to the queue"
      canSubmit={names.length > 0}
    >
      {hasNone ? (
        <p className="text-13 text-text-2">
          The project has no judge yet. Create one under Judges; its labels show how often it is
          right.
        </p>
      ) : (
        <>
          <FormField form={form} name="judge" label="Judge">
            <Select>
              {names.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </Select>
          </FormField>
          {isDraw && (
            <FormField
              form={form}
              name="count"
              label="How many"
              hint="Of the newest 2,000 that match."
            >
              <Input type="number" min={1} max={200} required />
            </FormField>
          )}
        </>
      )}
    </FormDialog>
  );
}
