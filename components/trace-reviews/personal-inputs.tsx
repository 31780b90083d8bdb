"use client";
import { markedClass } from "@/components/trace-reviews/review-class";
import { cn } from "@/components/ui/cn";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { codeClass } from "@/components/ui/text/code-class";
import type { CasePreview } from "@/lib/trace-reviews/cases/case-contract";
import { maskPersonal, personalParts } from "./personal-parts";

interface Props {
  preview: CasePreview;
  /** What the person gives instead of what the trace says, by variable. */
  input: Record<string, string>;
  disabled?: boolean;
  onInput: (input: Record<string, string>) => void;
}

/** Texts of a case to be that hold personal data: marked where they do, and masked with one press. */
export function PersonalInputs({ preview, input, disabled = false, onInput }: Props) {
  const texts = Object.entries(preview.input).flatMap(([variable, value]) => {
    const personalData = preview.personalData.filter(({ place }) => place === variable);
    return typeof value === "string" && personalData.length > 0
      ? [{ variable, value, personalData }]
      : [];
  });
  return texts.map(({ variable, value, personalData }) => {
    const isMasked = input[variable] !== undefined;
    const shown = input[variable] ?? value;
    const { [variable]: _, ...others } = input;
    return (
      <section key={variable} className="grid gap-1" aria-label={`Personal data in ${variable}`}>
        <div className="flex flex-wrap items-center justify-between gap-2 text-12">
          <span className="font-mono text-code">{variable}</span>
          <Checkbox
            label="Mask what is personal"
            checked={isMasked}
            disabled={disabled}
            onChange={(event) =>
              onInput(
                event.target.checked
                  ? { ...others, [variable]: maskPersonal(value, personalData) }
                  : others,
              )
            }
          />
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a block that scrolls must be reachable by keyboard */}
        <p className={cn(codeClass, "max-h-32 overflow-auto")} tabIndex={0}>
          {personalParts(shown, isMasked ? [] : personalData).map(({ text, kind }, index) =>
            kind === null ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text in their order
              <span key={index}>{text}</span>
            ) : (
              <mark
                // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text in their order
                key={index}
                className={markedClass}
              >
                {text}
              </mark>
            ),
          )}
        </p>
      </section>
    );
  });
}
