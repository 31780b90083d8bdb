import { TriangleAlert } from "lucide-react";
import type { Finding } from "@/lib/trace-reviews/detectors/finding";
import { DETECTOR_LABEL } from "./review-words";

/** What detectors say: found ones first, each with its reason. */
export function DetectorTable({ findings }: { findings: readonly Finding[] }) {
  return (
    <section>
      <div className="mb-1 flex items-baseline gap-2">
        <h2>Detectors</h2>
        <span className="text-12 text-text-3">hints only; you decide</span>
      </div>
      <table className="table detectors" aria-label="Detectors">
        <tbody>
          {findings.map(({ detector, status, reason }) => (
            <tr key={detector}>
              <th
                scope="row"
                className={
                  status === "found" ? "font-medium text-text!" : "text-text-2 font-normal"
                }
              >
                <span className="flex items-center gap-1.5 whitespace-nowrap">
                  {status === "found" && <TriangleAlert className="size-3.5" aria-hidden="true" />}
                  {DETECTOR_LABEL[detector]}
                </span>
              </th>
              <td
                className={
                  status === "found" ? "text-12 wrap-anywhere" : "text-12 text-text-3 wrap-anywhere"
                }
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
