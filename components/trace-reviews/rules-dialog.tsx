"use client";
import { useQuery } from "@tanstack/react-query";
import { Input } from "@/components/ui/controls/input";
import { Textarea } from "@/components/ui/controls/textarea";
import { Table, Td, Th } from "@/components/ui/data/table";
import { FormControl } from "@/components/ui/forms/form-control";
import { FormDialog } from "@/components/ui/forms/form-dialog";
import { FormField } from "@/components/ui/forms/form-field";
import { numberOf } from "@/components/ui/forms/typed-number";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { toast } from "@/components/ui/overlays/toast";
import type { ReviewSettings } from "@/lib/trace-reviews/contract";
import { useUpdateReviewSettings } from "@/lib/trace-reviews/hooks";
import { traceReviewQueries } from "@/lib/trace-reviews/queries";
import { RULE_LABEL } from "@/lib/trace-reviews/rule-label";
import { formatSigns, linesOf, readSigns } from "./rule-lines";

interface Props {
  project: string;
  mayWrite: boolean;
  onClose: () => void;
}

const WHAT: Record<string, string> = {
  failed: "failed, fell back or ended with an error",
  low_score: "did not pass an online scorer that counts",
  escalated: "went to a person",
  refused: "the answer declines, in seven languages",
  slow: "slower than 19 of 20 of the same prompt",
  costly: "more expensive than 19 of 20 of the same prompt",
  unusual: "very long, many steps, or a rare language",
  random: "random, also fills what other rules cannot",
};

/** The weekly target, the part of each rule in it, and what calls for a person. */
export default function RulesDialog(props: Props) {
  const { data } = useQuery(traceReviewQueries.settings(props.project));
  return data ? <RulesForm {...props} settings={data} /> : null;
}

interface FormProps extends Props {
  settings: ReviewSettings;
}

function RulesForm(props: FormProps) {
  const { mayWrite, onClose } = props;
  const form = useRulesForm(props);
  const read = readSigns(form.values.toolSigns);
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      size="md"
      title="Rules of the queue"
      description="A fifth of the week’s target joins the queue each working day. What a rule cannot fill is drawn at random."
      submitLabel="Save rules"
      isReadOnly={!mayWrite}
    >
      <fieldset className="grid gap-4" disabled={!mayWrite}>
        <FormField form={form} name="target" label="Traces to review each week">
          <Input type="number" min={0} max={500} className="w-28" />
        </FormField>
        <FormControl form={form} name="rules">
          {({ value, onChange }) => (
            <WeightTable rules={value} target={Number(form.values.target)} onChange={onChange} />
          )}
        </FormControl>
        <FormField
          form={form}
          name="phrases"
          label="Words that need a person"
          hint="One per line, as customers write them, in any language. The detector “missed escalation” goes by them."
        >
          <Textarea rows={5} />
        </FormField>
        <FormField
          form={form}
          name="toolSigns"
          label="Values in a tool’s answer that need a person"
          hint="One per line: payments >= 2"
          error={"problem" in read ? read.problem : undefined}
        >
          <Textarea rows={2} />
        </FormField>
        <FormField
          form={form}
          name="handedOver"
          label="Words in an answer that mean escalation"
          hint="For example a label such as billing_dispute. Empty: only the outcome “escalated” does."
        >
          <Textarea rows={2} />
        </FormField>
      </fieldset>
    </FormDialog>
  );
}

function useRulesForm({ project, settings, onClose }: FormProps) {
  const update = useUpdateReviewSettings(project);
  return useZodForm({
    draftKey: `review rules ${project}`,
    defaultValues: {
      target: String(settings.target),
      rules: settings.rules.map(({ rule, weight }) => ({ rule, weight: String(weight) })),
      phrases: settings.escalation.phrases.join("\n"),
      toolSigns: formatSigns(settings.escalation.toolSigns),
      handedOver: settings.escalation.handedOver.join("\n"),
    },
    schema: async () => (await import("@/lib/trace-reviews/contract")).UpdateReviewSettings,
    within: "escalation",
    toBody: ({ target, rules, phrases, toolSigns, handedOver }) => {
      const read = readSigns(toolSigns);
      if ("problem" in read) return null;
      return {
        target: numberOf(target),
        rules: rules.map(({ rule, weight }) => ({ rule, weight: numberOf(weight) })),
        escalation: {
          phrases: linesOf(phrases),
          toolSigns: read.signs,
          handedOver: linesOf(handedOver),
        },
      };
    },
    save: update.mutateAsync,
    onSaved: () => {
      toast("Rules saved; they apply from the next trace on");
      onClose();
    },
  });
}

interface DraftRule {
  rule: ReviewSettings["rules"][number]["rule"];
  weight: string;
}

interface WeightTableProps {
  rules: DraftRule[];
  target: number;
  onChange: (rules: DraftRule[]) => void;
}

function WeightTable({ rules, target, onChange }: WeightTableProps) {
  const total = rules.reduce((sum, { weight }) => sum + Number(weight), 0);
  const change = (rule: string, weight: string) =>
    onChange(rules.map((one) => (one.rule === rule ? { ...one, weight } : one)));
  return (
    <Table label="Rules" dense>
      <thead>
        <tr>
          <Th className="[--cell-start:0px]">Rule</Th>
          <Th>Picks a trace that is</Th>
          <Th num>Weight</Th>
          <Th num className="[--cell-end:0px]">
            About
          </Th>
        </tr>
      </thead>
      <tbody>
        {rules.map(({ rule, weight }) => (
          <tr key={rule}>
            <Td className="[--cell-start:0px] font-medium">{RULE_LABEL[rule] ?? rule}</Td>
            <Td className="text-text-2">{WHAT[rule]}</Td>
            <Td num className="w-20">
              <Input
                size="sm"
                type="number"
                min={0}
                max={10}
                aria-label={`Weight of ${RULE_LABEL[rule] ?? rule}`}
                value={weight}
                onChange={(event) => change(rule, event.target.value)}
              />
            </Td>
            <Td num className="[--cell-end:0px]">
              {total === 0 ? 0 : Math.round((Number(weight) * target) / total)}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
