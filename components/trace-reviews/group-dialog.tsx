"use client";
import { useQueries, useQuery } from "@tanstack/react-query";
import { shortId, traceHref } from "@/components/traces/trace-words";
import { cn } from "@/components/ui/cn";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { Link } from "@/components/ui/controls/link";
import { Select } from "@/components/ui/controls/select";
import { Textarea } from "@/components/ui/controls/textarea";
import { FormControl } from "@/components/ui/forms/form-control";
import { FormDialog } from "@/components/ui/forms/form-dialog";
import { FormField } from "@/components/ui/forms/form-field";
import { useZodForm, type ZodForm } from "@/components/ui/forms/use-zod-form";
import { toast } from "@/components/ui/overlays/toast";
import { Skeleton } from "@/components/ui/skeleton";
import { Kbd } from "@/components/ui/text/kbd";
import { linkClass } from "@/components/ui/text/link-class";
import { sortCategories } from "@/lib/failure-categories/categories-in-use";
import { categoryQueries } from "@/lib/failure-categories/queries";
import { formatCountOf } from "@/lib/format-number";
import { useSaveReviews } from "@/lib/trace-reviews/hooks";
import { traceQueries } from "@/lib/traces/queries";

interface Props {
  project: string;
  traceIds: readonly string[];
  terms: readonly string[];
  mayWrite: boolean;
  onSaved: (verdict: { traceIds: readonly string[]; reviewedAt: string }) => void;
  onClose: () => void;
}

const MOST_SHOWN = 40;

interface GroupValues {
  traceIds: string[];
  category: string;
  note: string;
}

/** A group side by side; those that stay ticked get one verdict. */
export default function GroupDialog(props: Props) {
  const { project, traceIds, terms, mayWrite, onSaved, onClose } = props;
  const shown = traceIds.slice(0, MOST_SHOWN);
  const save = useSaveReviews(project);
  const form = useZodForm({
    draftKey: `group ${project} ${shown.join(" ")}`,
    defaultValues: { traceIds: shown, category: "", note: "" } as GroupValues,
    schema: async () => (await import("@/lib/trace-reviews/contract")).SaveReviews,
    toBody: (values) => ({ ...values, verdict: "failure" as const }),
    save: save.mutateAsync,
    onSaved: ({ reviewed, reviewedAt }, { traceIds: chosen }) => {
      onSaved({ traceIds: chosen, reviewedAt });
      toast(
        reviewed === 1
          ? "1 trace reviewed as a failure"
          : `${formatCountOf(reviewed, "trace")} reviewed as failures`,
        {
          detail: (
            <>
              <Kbd keys="z" /> takes it back
            </>
          ),
        },
      );
      onClose();
    },
  });
  const { traceIds: chosen, category } = form.values;
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      size="lg"
      title={`${formatCountOf(shown.length, "trace")} that look alike`}
      description={terms.length > 0 ? `They share ${terms.join(", ")}.` : undefined}
      submitLabel={`Failure, for ${formatCountOf(chosen.length, "trace")}`}
      canSubmit={chosen.length > 0 && category !== ""}
      isReadOnly={!mayWrite}
    >
      {mayWrite && <GroupVerdict project={project} form={form} />}
      <FormControl form={form} name="traceIds">
        {({ value, onChange }) => (
          <AlikeTraces
            project={project}
            traceIds={shown}
            chosen={value}
            mayWrite={mayWrite}
            onChange={onChange}
          />
        )}
      </FormControl>
      {traceIds.length > shown.length && (
        <p className="text-12 text-text-3">
          {formatCountOf(traceIds.length - shown.length, "more trace")} come after these.
        </p>
      )}
    </FormDialog>
  );
}

interface GroupVerdictProps {
  project: string;
  form: ZodForm<GroupValues>;
}

function GroupVerdict({ project, form }: GroupVerdictProps) {
  const categories = sortCategories(useQuery(categoryQueries.list(project)).data?.data ?? []);
  return (
    <div className="mb-2 grid gap-2">
      <FormField form={form} name="category" label="Failure category" hideLabel>
        <Select>
          <option value="">
            {categories.length === 0 ? "No failure category yet" : "Choose a failure category…"}
          </option>
          {categories.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </FormField>
      {categories.length === 0 && (
        <p className="text-12 text-text-2">
          Close this and press <Kbd keys="n" /> to name the first failure category.
        </p>
      )}
      <FormField form={form} name="note" label="Note for the group" hideLabel>
        <Textarea rows={2} placeholder="Note for all of them" />
      </FormField>
    </div>
  );
}

interface AlikeTracesProps {
  project: string;
  traceIds: readonly string[];
  chosen: readonly string[];
  mayWrite: boolean;
  onChange: (chosen: string[]) => void;
}

function AlikeTraces({ project, traceIds, chosen, mayWrite, onChange }: AlikeTracesProps) {
  const traces = useQueries({ queries: traceIds.map((id) => traceQueries.detail(project, id)) });
  return (
    <ul className="grid">
      {traceIds.map((id, index) => {
        const trace = traces[index]?.data;
        return (
          <li key={id} className="flex gap-3 border-t py-2 text-13">
            <Checkbox
              className="mt-0.5 self-start"
              aria-label={`Include ${id}`}
              checked={chosen.includes(id)}
              disabled={!mayWrite}
              onChange={({ target }) =>
                onChange(
                  traceIds.filter((one) => (one === id ? target.checked : chosen.includes(one))),
                )
              }
            />
            <div className="min-w-0">
              <Link
                className={cn(linkClass, "font-mono text-12")}
                href={traceHref(project, id)}
                target="_blank"
              >
                {shortId(id)}
              </Link>{" "}
              {trace ? (
                <>
                  <p className="line-clamp-2 wrap-anywhere">{trace.inputPreview}</p>
                  <p className="text-text-2 line-clamp-1 text-12 wrap-anywhere">
                    {trace.outputPreview || "no answer"}
                  </p>
                </>
              ) : (
                <Skeleton width={320} />
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
