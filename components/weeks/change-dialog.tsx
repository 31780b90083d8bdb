"use client";
import { useQuery } from "@tanstack/react-query";
import { Button } from "@/components/ui/controls/button";
import { Input } from "@/components/ui/controls/input";
import { Select } from "@/components/ui/controls/select";
import { Textarea } from "@/components/ui/controls/textarea";
import { FormDialog } from "@/components/ui/forms/form-dialog";
import { FormField } from "@/components/ui/forms/form-field";
import { useZodForm, type ZodForm } from "@/components/ui/forms/use-zod-form";
import { toastError } from "@/components/ui/overlays/toast";
import { promptQueries } from "@/lib/prompts/queries";
import { segmentQueries } from "@/lib/segments/queries";
import type { Week } from "@/lib/weeks/contract";
import { useUpdateWeek } from "@/lib/weeks/hooks";

interface Props {
  project: string;
  week: Week;
  onClose: () => void;
}

/** One behaviour change with measurable impact: what it is, and how one will see it. */
export default function ChangeDialog({ project, week, onClose }: Props) {
  const { form, chooseNone } = useChangeForm(project, week, onClose);
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      size="md"
      sticky
      title="The change of this week"
      description="One change, small enough to measure. Say what should be different, not how."
      submitLabel="Choose"
      canSubmit={form.values.statement.trim() !== ""}
      buttonSize="sm"
      aside={
        week.change && (
          <Button size="sm" variant="ghost" className="mr-auto" onClick={chooseNone}>
            Clear
          </Button>
        )
      }
    >
      <div className="grid gap-3">
        <FormField form={form} name="statement" label="What should be different">
          <Textarea rows={2} maxLength={400} placeholder="Double charges reach the billing desk" />
        </FormField>
        <Links project={project} week={week} form={form} />
        <FormField form={form} name="ticketUrl" label="Ticket" optional>
          <Input type="url" placeholder="https://…" />
        </FormField>
      </div>
    </FormDialog>
  );
}

/** Saves the change of the week, or clears it. */
function useChangeForm(project: string, { week, change }: Week, onClose: () => void) {
  const update = useUpdateWeek(project, week);
  const form = useZodForm({
    draftKey: `week change ${project} ${week}`,
    within: "change",
    defaultValues: {
      statement: change?.statement ?? "",
      categoryId: change?.category?.id ?? "",
      segment: change?.segment ?? "",
      prompt: change?.prompt ?? "",
      review: change?.review ? String(change.review.number) : "",
      ticketUrl: change?.ticketUrl ?? "",
    },
    schema: async () => (await import("@/lib/weeks/contract")).UpdateWeek,
    toBody: ({ statement, review, ...rest }) => {
      const links = Object.fromEntries(
        Object.entries(rest).filter(([, value]) => value.trim() !== ""),
      );
      return { change: { statement, ...links, ...(review ? { review: Number(review) } : {}) } };
    },
    save: update.mutateAsync,
    onSaved: onClose,
  });
  const chooseNone = () =>
    update.mutate(
      { change: null },
      {
        onSuccess: () => {
          form.discard();
          onClose();
        },
        onError: (error) => toastError(error.message),
      },
    );
  return { form, chooseNone };
}

interface LinksProps {
  project: string;
  week: Week;
  form: ReturnType<typeof useChangeForm>["form"];
}

/** Where the change will be seen. */
function Links({ project, week, form }: LinksProps) {
  const { data: segments } = useQuery(segmentQueries.list(project));
  const { data: prompts } = useQuery(promptQueries.list(project, { kind: "any" }));
  return (
    <div className="grid gap-3">
      <Choice
        form={form}
        name="categoryId"
        label="Failure category"
        options={week.numbers.categories.rows.map(({ id, name, now }) => ({
          value: id,
          label: `${name}, ${now} this week`,
        }))}
      />
      <Choice
        form={form}
        name="segment"
        label="Segment"
        options={(segments?.data ?? []).map(({ name }) => ({ value: name, label: name }))}
      />
      <Choice
        form={form}
        name="prompt"
        label="Prompt"
        options={(prompts?.data ?? []).map(({ name }) => ({ value: name, label: name }))}
      />
      <Choice
        form={form}
        name="review"
        label="Review"
        options={reviewsOf(week).map(({ number, title }) => ({
          value: String(number),
          label: `${number}: ${title}`,
        }))}
      />
    </div>
  );
}

/** Those of the week, and the one that is chosen, which may be older. */
function reviewsOf({ change, numbers }: Week) {
  const reviews = numbers.reviews.map(({ number, title }) => ({ number, title }));
  if (change?.review && !reviews.some(({ number }) => number === change.review?.number)) {
    reviews.push(change.review);
  }
  return reviews;
}

interface ChoiceProps<Values extends Record<string, string>> {
  form: ZodForm<Values>;
  name: keyof Values & string;
  label: string;
  options: { value: string; label: string }[];
}

function Choice<Values extends Record<string, string>>({
  form,
  name,
  label,
  options,
}: ChoiceProps<Values>) {
  const value = form.values[name];
  const isKnown = value === "" || options.some((option) => option.value === value);
  return (
    <FormField form={form} name={name} label={label} optional>
      <Select>
        <option value="">None</option>
        {!isKnown && <option value={value}>{value}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </Select>
    </FormField>
  );
}
