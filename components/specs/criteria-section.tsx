"use client";
import { Plus } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/controls/button";
import { Select } from "@/components/ui/controls/select";
import { Empty } from "@/components/ui/empty";
import { Section } from "@/components/ui/section";
import type { Criterion } from "@/lib/specs/criterion-contract";

interface Props {
  criteria: Criterion[];
  latest: number | null;
  /** Whose verdicts are shown. */
  version: number | null;
  mayWrite: boolean;
  isWriting: boolean;
  error: string | null;
  onChooseVersion: (version: number) => void;
  onBegin: () => void;
  children: ReactNode;
}

/** The block of the criteria: how many, whose verdicts, and the way to a new one. */
export function CriteriaSection(props: Props) {
  const { criteria, latest, version, mayWrite, isWriting, error, onBegin } = props;
  const count = (kind: Criterion["level"]) => criteria.filter(({ level }) => level === kind).length;
  return (
    <Section
      flush
      title="Acceptance criteria"
      beside={
        <span className="text-12 text-text-3">
          {count("must")} must, {count("should")} should
        </span>
      }
      actions={
        <span className="flex items-center gap-2">
          {latest && (
            <Select
              size="sm"
              aria-label="Verdicts of version"
              value={String(version)}
              onChange={(event) => props.onChooseVersion(Number(event.target.value))}
            >
              {Array.from({ length: latest }, (_, index) => latest - index).map((number) => (
                <option key={number} value={number}>
                  verdicts of v{number}
                </option>
              ))}
            </Select>
          )}
          {mayWrite && (
            <Button size="sm" icon={<Plus aria-hidden="true" />} kbd="n" onClick={onBegin}>
              Criterion
            </Button>
          )}
        </span>
      }
    >
      {error && <p className="text-fail px-4 py-2">{error}</p>}
      {criteria.length === 0 && !isWriting ? (
        <Empty
          title="No criterion yet"
          actions={
            mayWrite && (
              <Button variant="primary" onClick={onBegin}>
                Write a criterion
              </Button>
            )
          }
        >
          A criterion is a sentence with a scorer or a metric and a bar, such as “The category is
          right”, ≥ 85 %. Without one, nothing decides whether a version is good enough.
        </Empty>
      ) : (
        props.children
      )}
    </Section>
  );
}
