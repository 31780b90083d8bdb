import { Play } from "lucide-react";
import type { ReactNode } from "react";
import type { FieldValues } from "react-hook-form";
import { Button } from "@/components/ui/controls/button";
import { Form } from "@/components/ui/forms/form";
import { FormProblem } from "@/components/ui/forms/form-problem";
import type { ZodForm } from "@/components/ui/forms/use-zod-form";
import { Notice } from "@/components/ui/notice";
import { useShortcuts } from "@/components/ui/use-shortcuts";

interface Props<Values extends FieldValues> {
  form: ZodForm<Values>;
  /** What is planned: “run”. */
  noun: "run" | "experiment";
  target: { hasNoPrompts: boolean; hasNoSets: boolean };
  /** What there is to write before anything can be planned. */
  noPrompts: { title: string; todo: string };
  /** What it will cost and can decide. */
  estimate: ReactNode;
  canStart: boolean;
  /** Beside the button that starts it. */
  more?: ReactNode;
  children: ReactNode;
}

/** What to measure, on what, scored by what; beside it what that will cost, and its start. */
export function PlanForm<Values extends FieldValues>(props: Props<Values>) {
  const { form, noun, target, noPrompts, estimate, canStart, more, children } = props;
  useShortcuts([
    { keys: "mod+enter", label: `Start the ${noun}`, group: "Page", run: form.submit },
  ]);
  return (
    <>
      {target.hasNoPrompts && (
        <Notice tone="warn" title={noPrompts.title} className="mb-4">
          {noPrompts.todo}
        </Notice>
      )}
      {target.hasNoSets && (
        <Notice tone="warn" title="No eval sets yet." className="mb-4">
          Import some cases first: {noun === "run" ? "a run" : "an experiment"} needs something to
          be measured on.
        </Notice>
      )}
      <Form
        form={form}
        placesProblem
        className="grid items-start gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,560px)_minmax(280px,360px)]"
      >
        <div className="grid gap-4">
          <FormProblem form={form} />
          {children}
        </div>
        <aside className="grid gap-3 lg:sticky lg:top-16" aria-label="Estimate">
          {estimate}
          <div className="flex gap-2">
            <Button
              type="submit"
              variant="primary"
              className="flex-1"
              icon={<Play aria-hidden="true" />}
              kbd="mod+enter"
              busy={form.isSaving}
              disabled={!canStart}
            >
              Start {noun}
            </Button>
            {more}
          </div>
        </aside>
      </Form>
    </>
  );
}
