import { stems } from "@/lib/providers/baseline/baseline-similarity";
import {
  answerText,
  documentsOf,
  questionText,
  type ReviewedTrace,
} from "@/lib/trace-reviews/reviewed-trace";
import type { RetrievedDocument } from "@/lib/traces/span";
import { citationsIn, isCited } from "./detect-unknown-source";
import { doesNotApply, makeFinding, notFound } from "./finding";

/** So many words of the answer, which the question did not have, come from a document that was used. */
const LEAST_SHARED = 2;

/**
 * Retrieved and unused: neither cited nor with words in common with the answer beyond those of the
 * question. Found when more than half of the documents are.
 */
export function detectUnusedContext(trace: ReviewedTrace) {
  const documents = documentsOf(trace);
  if (documents.length === 0) return doesNotApply("nothing was retrieved");
  const answer = answerText(trace);
  if (!answer) return doesNotApply("there is no answer");
  const questionStems = new Set(stems(questionText(trace)));
  const answerStems = new Set(stems(answer).filter((word) => !questionStems.has(word)));
  const cited = citationsIn(answer);
  const unused = documents.filter(
    (document, index) =>
      document.content !== "" &&
      !cited.some((citation) => isCited(citation, document, index)) &&
      sharedWords(document, answerStems) < Math.min(LEAST_SHARED, answerStems.size),
  );
  const total = documents.length === 1 ? "the one document" : `${documents.length} documents`;
  if (unused.length * 2 <= documents.length) {
    return notFound(
      unused.length === 0 ? `all of ${total} are used` : `${unused.length} of ${total} unused`,
    );
  }
  const names = unused.slice(0, 4).map(nameOf).filter(Boolean);
  const which = names.length > 0 ? `: ${names.join(", ")}` : "";
  return makeFinding(`${unused.length} of ${total} left no trace in the answer${which}`);
}

const sharedWords = ({ content }: RetrievedDocument, answerStems: ReadonlySet<string>): number =>
  [...new Set(stems(content))].filter((word) => answerStems.has(word)).length;

const nameOf = ({ id, title }: RetrievedDocument): string => (title ?? id ?? "").slice(0, 60);
