import { formatCount } from "@/lib/format-number";
import type { ComparedSegment } from "@/lib/runs/compare/comparison-contract";

/** What the segments say together. Their verdicts are the decision, so this sentence repeats it. */
export function segmentNote(
  overlaps: boolean,
  compared: readonly ComparedSegment[] | null,
): string {
  const overlap = overlaps ? "Segments overlap. " : "";
  if (!compared?.some(({ difference }) => difference !== null)) {
    return `${overlap}Intervals are 95 %.`;
  }
  const decided = (verdict: ComparedSegment["verdict"]) =>
    compared.filter((one) => one.verdict === verdict).map(({ segment }) => segment);
  const [worse, better] = [decided("fail"), decided("pass")];
  const looks = compared.filter(({ pValue }) => pValue !== null).length;
  const allowing = looks > 1 ? `, even allowing for ${looks} segments` : "";
  const sentences = [
    worse.length > 0 && `${listInWords(worse)} got worse${allowing}.`,
    better.length > 0 && `${listInWords(better)} got better${allowing}.`,
    worse.length + better.length === 0 &&
      looks > 0 &&
      `No segment differs${looks > 1 ? ` when ${looks} are looked at (Holm)` : ""}.`,
    neededInWords(compared),
  ];
  return overlap + sentences.filter(Boolean).join(" ");
}

function neededInWords(compared: readonly ComparedSegment[]): string | null {
  const open = compared.find(
    ({ verdict, casesNeeded, n }) =>
      verdict === "inconclusive" && casesNeeded !== null && casesNeeded > (n ?? 0),
  );
  if (!open?.casesNeeded) return null;
  const way = open.casesNeededVerdict === "fail" ? "worse" : "better";
  return `If it stays there, ${open.segment} would show as ${way} with ${formatCount(open.casesNeeded)} cases, four times in five.`;
}

const listInWords = (names: readonly string[]): string =>
  names.length < 2
    ? names.join("")
    : `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;
