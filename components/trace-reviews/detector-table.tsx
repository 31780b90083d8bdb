import { TriangleAlert } from "lucide-react";
import { cn } from "@/components/ui/cn";
import type { Finding } from "@/lib/trace-reviews/detectors/finding";
import { DETECTOR_LABEL } from "./trace-review-words";

const cellClass = "h-7.5 border-b py-1 align-middle leading-4";

/** What detectors say: found ones first, each with its reason. */
export function DetectorTable({ findings }: { findings: readonly Finding[] }) {
  return (
    <section>
      <div className="mb-1 flex items-baseline gap-2">
        <h2>Detectors</h2>
        <span className="text-12 text-text-3">hints only; you decide</span>
      </div>
      <table className="w-full border-collapse text-13 tabular-nums" aria-label="Detectors">
        <tbody>
          {findings.map(({ detector, status, reason }) => (
            <tr key={detector} className="last:*:border-b-0">
              <th
                scope="row"
                className={cn(
                  cellClass,
                  "w-43 pr-3 text-left text-[13px]",
                  status === "found" ? "font-medium text-text" : "font-normal text-text-2",
                )}
              >
                <span className="flex items-center gap-1.5 whitespace-nowrap">
                  {status === "found" && <TriangleAlert className="size-3.5" aria-hidden="true" />}
                  {DETECTOR_LABEL[detector]}
                </span>
              </th>
              <td
                className={cn(
                  cellClass,
                  "pl-3 text-[12px] wrap-anywhere",
                  status !== "found" && "text-text-3",
                )}
              >
                {status === "found"
                  ? reason
                  : `${status === "not_found" ? "not found" : "does not apply"}: ${reason}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
