import "server-only";
import { createHash } from "node:crypto";
import { canonicalJson } from "@/lib/http/body/canonical-json";
import { caseLanguage } from "@/lib/segments/detect-language";
import { inputLength } from "@/lib/segments/input-length";
import type { CaseContent, CaseInput } from "./case-content";

/** What is stored beside a case's content, so that nothing has to read the content to filter or compare. */
export interface CaseFacts {
  language: string;
  inputLength: number;
  inputHash: string;
}

/** One state of a case as it is written. */
export interface CaseState extends CaseContent, CaseFacts {
  caseId: string;
  position: number;
}

/** Same variables with the same values, in any order: the same hash. */
export function hashInput(input: CaseInput): string {
  return createHash("sha256").update(canonicalJson(input)).digest("hex");
}

export function factsOf(content: CaseContent): CaseFacts {
  return {
    language: caseLanguage(content.input, content.attributes),
    inputLength: inputLength(content.input),
    inputHash: hashInput(content.input),
  };
}

/** `c-` and ten digits of the input's hash: the same file gives the same ids on every machine. */
export function generateCaseId(inputHash: string, isTaken: (id: string) => boolean): string {
  const first = `c-${inputHash.slice(0, 10)}`;
  let id = first;
  for (let n = 2; isTaken(id); n += 1) id = `${first}-${n}`;
  return id;
}
