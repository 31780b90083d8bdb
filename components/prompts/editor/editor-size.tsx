"use client";
import { DescriptionList } from "@/components/ui/data/dl";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCount, formatUsd } from "@/lib/format-number";
import type { SizePreview } from "@/lib/prompts/version-contract";
import { SideSection } from "./side-section";

interface Props {
  size: SizePreview | undefined;
  baseSize: SizePreview | undefined;
  base: number | null;
  maxOutputTokens: number | undefined;
  /** Of the last answer in “Try it”. */
  lastOutputTokens: number | null;
}

/** Before variables are filled, by our own count: the provider's count comes with an answer. */
export function EditorSize({ size, baseSize, base, maxOutputTokens, lastOutputTokens }: Props) {
  const inMessages = size ? size.total - size.toolsAndSchema : 0;
  const output = lastOutputTokens ?? maxOutputTokens ?? null;
  const cost = costPerThousand(size, output);
  const baseCost = costPerThousand(baseSize, output);
  return (
    <SideSection title="Size and cost per request" end="preview">
      {size ? (
        <DescriptionList
          size="tight"
          items={[
            [
              "Input",
              <>
                {formatCount(inMessages)}
                {size.toolsAndSchema > 0 &&
                  ` + ${formatCount(size.toolsAndSchema)} tools and schema`}
                {" + variables"}
              </>,
            ],
            [
              "Output",
              <>
                {lastOutputTokens !== null && `~${formatCount(lastOutputTokens)}, `}
                {maxOutputTokens ? `at most ${formatCount(maxOutputTokens)}` : "no limit set"}
              </>,
            ],
            [
              "Cost",
              size.inputCostUsd === null ? (
                "price of this model not known"
              ) : (
                <>
                  {cost === null
                    ? `${formatUsd(size.inputCostUsd * 1000)} per 1,000 + output`
                    : `${formatUsd(cost)} per 1,000`}
                  {base !== null && baseCost !== null && (
                    <span className="text-text-3">
                      {" "}
                      (v{base} {formatUsd(baseCost)})
                    </span>
                  )}
                </>
              ),
            ],
          ]}
        />
      ) : (
        <div className="grid gap-2">
          <Skeleton width="90%" />
          <Skeleton width="60%" />
          <Skeleton width="70%" />
        </div>
      )}
    </SideSection>
  );
}

function costPerThousand(size: SizePreview | undefined, output: number | null): number | null {
  if (!size || size.inputCostUsd === null || size.outputTokenCostUsd === null) return null;
  if (output === null) return size.outputTokenCostUsd === 0 ? size.inputCostUsd * 1000 : null;
  return 1000 * (size.inputCostUsd + output * size.outputTokenCostUsd);
}
