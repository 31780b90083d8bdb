import { shapeOf } from "./describe-content";
import type { Scalar, Span, TraceBatch, TraceFacts } from "./span";

/**
 * A batch as a project wants it that does not capture content: without input and output, without texts among
 * the attributes, of an error its first line. Language and length of the input stay, for segments go by them.
 */
export function dropContent(batch: TraceBatch): TraceBatch {
  return {
    ...batch,
    spans: batch.spans.map(dropOfSpan),
    facts: batch.facts && dropOfFacts(batch.facts),
  };
}

function dropOfSpan(span: Span): Span {
  const facts = span.facts && dropOfFacts(span.facts);
  const isTold = span.input !== null;
  return {
    ...span,
    input: null,
    output: null,
    error: span.error && firstLine(span.error),
    attributes: labelsOf(span.attributes),
    facts: isTold ? { ...facts, ownInputShape: shapeOf(span.input) } : facts,
  };
}

function dropOfFacts({ input, output: _, attributes, error, ...facts }: TraceFacts): TraceFacts {
  const isTold = input !== undefined && input !== null;
  return {
    ...facts,
    ...(isTold ? { inputShape: shapeOf(input) } : {}),
    ...(attributes ? { attributes: labelsOf(attributes) } : {}),
    ...(error ? { error: firstLine(error) } : {}),
  };
}

const firstLine = (error: string) => error.split("\n", 1)[0]?.slice(0, 200) ?? "";

function labelsOf(attributes: Record<string, Scalar>): Record<string, Scalar> {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => isLabel(value)));
}

const LONGEST_LABEL = 100;

/** A plan's name or a region is a label; sentences are content. */
function isLabel(value: Scalar): boolean {
  return typeof value !== "string" || (value.length <= LONGEST_LABEL && !/[\n\r]/.test(value));
}
