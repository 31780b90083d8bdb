"use client";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { FormError } from "@/components/ui/controls/form-error";
import { Input } from "@/components/ui/controls/input";
import { Textarea } from "@/components/ui/controls/textarea";
import { Table, Td, Th } from "@/components/ui/data/table";
import { Dialog } from "@/components/ui/overlays/dialog";
import { toast } from "@/components/ui/overlays/toast";
import type { ReviewSettings } from "@/lib/trace-reviews/contract";
import { useUpdateReviewSettings } from "@/lib/trace-reviews/hooks";
import { traceReviewQueries } from "@/lib/trace-reviews/queries";
import { RULE_LABEL } from "./review-words";
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
export function RulesDialog({ project, mayWrite, onClose }: Props) {
  const { data } = useQuery(traceReviewQueries.settings(project));
  const [draft, setDraft] = useState<ReviewSettings | null>(null);
  const [phrases, setPhrases] = useState("");
  const [signs, setSigns] = useState("");
  const [handedOver, setHandedOver] = useState("");
  const edit = useUpdateReviewSettings(project);
  useEffect(() => {
    if (!data) return;
    setDraft(data);
    setPhrases(data.escalation.phrases.join("\n"));
    setSigns(formatSigns(data.escalation.toolSigns));
    setHandedOver(data.escalation.handedOver.join("\n"));
  }, [data]);
  const total = draft?.rules.reduce((sum, { weight }) => sum + weight, 0) ?? 0;
  const readAgain = readSigns(signs);
  const submit = () => {
    if (!draft || "problem" in readAgain) return;
    edit.mutate(
      {
        target: draft.target,
        rules: draft.rules,
        escalation: {
          phrases: linesOf(phrases),
          toolSigns: readAgain.signs,
          handedOver: linesOf(handedOver),
        },
      },
      {
        onSuccess: () => {
          toast("Rules saved; they apply from the next trace on");
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="md"
      title="Rules of the queue"
      description="A fifth of the week’s target joins the queue each working day. What a rule cannot fill is drawn at random."
      {...(mayWrite ? { onSubmit: submit } : {})}
      footer={
        mayWrite ? (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="primary" busy={edit.isPending} disabled={!draft}>
              Save rules
            </Button>
          </>
        ) : (
          <Button onClick={onClose}>Close</Button>
        )
      }
    >
      {edit.error && <FormError>{edit.error.message}</FormError>}
      {draft && (
        <fieldset className="grid gap-4" disabled={!mayWrite}>
          <Field label="Traces to review each week">
            <Input
              type="number"
              min={0}
              max={500}
              className="w-28"
              value={draft.target}
              onChange={(event) => setDraft({ ...draft, target: Number(event.target.value) })}
            />
          </Field>
          <Table label="Rules" dense>
            <thead>
              <tr>
                <Th className="pl-0!">Rule</Th>
                <Th>Picks a trace that is</Th>
                <Th num>Weight</Th>
                <Th num className="pr-0!">
                  About
                </Th>
              </tr>
            </thead>
            <tbody>
              {draft.rules.map(({ rule, weight }) => (
                <tr key={rule}>
                  <Td className="pl-0! font-medium">{RULE_LABEL[rule] ?? rule}</Td>
                  <Td className="text-text-2 whitespace-normal!">{WHAT[rule]}</Td>
                  <Td num className="w-20">
                    <Input
                      size="sm"
                      type="number"
                      min={0}
                      max={10}
                      aria-label={`Weight of ${RULE_LABEL[rule] ?? rule}`}
                      value={weight}
                      onChange={(event) =>
                        setDraft({
                          ...draft,
                          rules: draft.rules.map((one) =>
                            one.rule === rule ? { rule, weight: Number(event.target.value) } : one,
                          ),
                        })
                      }
                    />
                  </Td>
                  <Td num className="pr-0!">
                    {total === 0 ? 0 : Math.round((weight * draft.target) / total)}
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
          <Field
            label="Words that need a person"
            hint="One per line, as customers write them, in any language. The detector “missed escalation” goes by them."
          >
            <Textarea
              rows={5}
              value={phrases}
              onChange={(event) => setPhrases(event.target.value)}
            />
          </Field>
          <Field
            label="Values in a tool’s answer that need a person"
            hint="One per line: payments >= 2"
            error={"problem" in readAgain ? readAgain.problem : undefined}
          >
            <Textarea rows={2} value={signs} onChange={(event) => setSigns(event.target.value)} />
          </Field>
          <Field
            label="Words in an answer that mean escalation"
            hint="For example a label such as billing_dispute. Empty: only the outcome “escalated” does."
          >
            <Textarea
              rows={2}
              value={handedOver}
              onChange={(event) => setHandedOver(event.target.value)}
            />
          </Field>
        </fieldset>
      )}
    </Dialog>
  );
}
