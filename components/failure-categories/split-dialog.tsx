"use client";
import { useQuery } from "@tanstack/react-query";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { Input } from "@/components/ui/controls/input";
import { Link } from "@/components/ui/controls/link";
import { FormControl } from "@/components/ui/forms/form-control";
import { FormDialog } from "@/components/ui/forms/form-dialog";
import { FormField } from "@/components/ui/forms/form-field";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { toast } from "@/components/ui/overlays/toast";
import { Skeleton } from "@/components/ui/skeleton";
import { linkClass } from "@/components/ui/text/link-class";
import { RelativeTime } from "@/components/ui/text/relative-time";
import type { FailureCategory } from "@/lib/failure-categories/contract";
import { useSplitCategory } from "@/lib/failure-categories/hooks";
import type { CategoryFailure } from "@/lib/failure-categories/move-contract";
import { categoryQueries } from "@/lib/failure-categories/queries";
import { formatCount, formatCountOf } from "@/lib/format-number";

interface Props {
  project: string;
  category: FailureCategory;
  onClose: () => void;
}

const keyOf = ({ run, caseId, traceId }: CategoryFailure) => traceId ?? `${run} ${caseId}`;

/** Choose which failures of a category go to a new one. */
export default function SplitDialog({ project, category, onClose }: Props) {
  const { data } = useQuery(categoryQueries.failures(project, category.id));
  const split = useSplitCategory(project);
  const failures = data?.data ?? [];
  const form = useZodForm({
    draftKey: `split ${project} ${category.id}`,
    defaultValues: { name: "", chosen: [] as string[] },
    schema: async () => (await import("@/lib/failure-categories/move-contract")).SplitCategory,
    toBody: ({ name, chosen }) => {
      const ours = failures.filter((one) => chosen.includes(keyOf(one)));
      return {
        name: name.trim(),
        results: ours.flatMap(({ run, caseId }) =>
          run === null || caseId === null ? [] : [{ run, caseId }],
        ),
        traces: ours.flatMap(({ traceId }) => traceId ?? []),
      };
    },
    save: (body) => split.mutateAsync({ category: category.id, body }),
    fieldOfCode: { conflict: "name" },
    onSaved: ({ name }, { results, traces }) => {
      toast(`${formatCountOf(results.length + traces.length, "failure")} went to “${name}”`);
      onClose();
    },
  });
  const { chosen, name } = form.values;
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      size="lg"
      title={`Split “${category.name}”`}
      description="What you choose gets a category of its own; the rest stays."
      submitLabel={`Move ${formatCountOf(chosen.length, "failure")}`}
      canSubmit={chosen.length > 0 && name.trim() !== ""}
    >
      <FormField form={form} name="name" label="Name of the new failure category">
        <Input placeholder="billing read as refund" required maxLength={60} />
      </FormField>
      {!data && <Skeleton width={240} />}
      <FormControl form={form} name="chosen">
        {({ value, onChange }) => (
          <ul className="mt-2 grid">
            {failures.map((failure) => {
              const key = keyOf(failure);
              return (
                <FailureChoice
                  key={key}
                  project={project}
                  failure={failure}
                  isChosen={value.includes(key)}
                  onChoose={(isChosen) =>
                    onChange(isChosen ? [...value, key] : value.filter((one) => one !== key))
                  }
                />
              );
            })}
          </ul>
        )}
      </FormControl>
      {data && data.total > failures.length && (
        <p className="text-12 text-text-3">
          {formatCount(data.total - failures.length)} older ones are not listed.
        </p>
      )}
    </FormDialog>
  );
}

interface FailureChoiceProps {
  project: string;
  failure: CategoryFailure;
  isChosen: boolean;
  onChoose: (isChosen: boolean) => void;
}

function FailureChoice({ project, failure, isChosen, onChoose }: FailureChoiceProps) {
  const { run, caseId, traceId, prompt, version, text, at } = failure;
  const what = traceId ? `Trace ${traceId.slice(0, 8)}` : `${caseId} in run ${run}`;
  const href = traceId
    ? `traces/${traceId}`
    : `runs/${run}?case=${encodeURIComponent(caseId ?? "")}`;
  return (
    <li className="flex items-start gap-3 border-t py-1.5 text-13">
      <Checkbox
        className="min-w-0 flex-1"
        checked={isChosen}
        onChange={({ target }) => onChoose(target.checked)}
        label={
          <>
            {what}
            <span className="text-text-3">
              {prompt && `, ${prompt}`}
              {version !== null && ` v${version}`}, <RelativeTime value={at} />
            </span>
            {text && <span className="block text-12 text-text-2 wrap-anywhere">{text}</span>}
          </>
        }
      />
      <Link
        className={linkClass}
        href={`/${project}/${href}`}
        target="_blank"
        aria-label={`Open ${what}`}
      >
        Open
      </Link>
    </li>
  );
}
