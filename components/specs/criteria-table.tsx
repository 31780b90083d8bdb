"use client";
import { Ellipsis } from "lucide-react";
import { Fragment, lazy, type ReactNode, Suspense } from "react";
import { Sparkline } from "@/components/charts/sparkline";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Badge } from "@/components/ui/data/badge";
import { ActionsTh, groupCellClass, Table, Td, Th, WideTd } from "@/components/ui/data/table";
import { Menu } from "@/components/ui/overlays/menu";
import { formatCount } from "@/lib/format-number";
import type { SpecCoverage, SpecHint } from "@/lib/specs/contract";
import type { Criterion } from "@/lib/specs/criterion-contract";
import { barOfGate, formatBar, formatFigure, unitOfMetric } from "@/lib/specs/gates/format-gate";
import type { Gate, GateTrends } from "@/lib/specs/gates/gate-contract";
import { GateCell } from "./gate-cell";
import { measureInWords } from "./spec-words";

const CriterionEvidence = lazy(() =>
  import("./criterion-evidence").then((module) => ({ default: module.CriterionEvidence })),
);

interface Props {
  project: string;
  criteria: Criterion[];
  /** Those that a filter leaves. */
  listed: Criterion[];
  gates: Gate[];
  trends: GateTrends | undefined;
  coverage: SpecCoverage | undefined;
  hints: SpecHint[];
  version: number | null;
  /** Where a criterion's editor stands open, and the editor. */
  editing: string | null;
  editor: ReactNode;
  /** The one whose evidence stands open. */
  shown: string | null;
  mayWrite: boolean;
  onShow: (key: string | null) => void;
  onEdit: (criterion: Criterion) => void;
  onMove: (key: string, by: number) => void;
  onRemove: (key: string) => void;
}

const COLUMNS = 8;

export function CriteriaTable(props: Props) {
  const { listed, version, trends, editing, editor } = props;
  const groups = [
    { level: "must", about: ", all have to pass before a release that asks for gates" },
    { level: "should", about: ", shown in the review, do not block" },
  ] as const;
  const [first, last] = [trends?.versions[0], trends?.versions.at(-1)];
  return (
    <Table label="Acceptance criteria" minWidth={960}>
      <thead>
        <tr>
          <Th>Criterion</Th>
          <Th num>Bar</Th>
          <Th>Segment</Th>
          <Th>Split</Th>
          <Th num>Cases</Th>
          <Th>{first && last && first !== last ? `v${first} → v${last}` : "Trend"}</Th>
          <Th>
            {version ? (
              <>
                <b className="font-mono">v{version}</b>, 95 %
              </>
            ) : (
              "Verdict"
            )}
          </Th>
          <ActionsTh />
        </tr>
      </thead>
      <tbody>
        {groups.map(({ level, about }) => {
          const criteriaOfLevel = listed.filter((each) => each.level === level);
          if (criteriaOfLevel.length === 0) return null;
          return (
            <Fragment key={level}>
              <tr>
                <td className={groupCellClass} colSpan={COLUMNS}>
                  <b className="text-text">{level}</b>
                  {about}
                </td>
              </tr>
              {criteriaOfLevel.map((criterion) =>
                editing === criterion.key ? (
                  <tr key={criterion.key}>
                    <WideTd colSpan={COLUMNS}>{editor}</WideTd>
                  </tr>
                ) : (
                  <Fragment key={criterion.key}>
                    <CriterionRow criterion={criterion} {...props} />
                    {props.shown === criterion.key && (
                      <tr>
                        <WideTd colSpan={COLUMNS}>
                          <Suspense fallback={<div className="h-60" />}>
                            <CriterionEvidence
                              project={props.project}
                              criterion={criterion}
                              gate={props.gates.find((each) => each.criterion === criterion.key)}
                              trends={trends}
                              version={version}
                              onEdit={props.mayWrite ? () => props.onEdit(criterion) : null}
                            />
                          </Suspense>
                        </WideTd>
                      </tr>
                    )}
                  </Fragment>
                ),
              )}
            </Fragment>
          );
        })}
      </tbody>
    </Table>
  );
}

function CriterionRow({
  project,
  criterion,
  criteria,
  gates,
  trends,
  coverage,
  hints,
  shown,
  mayWrite,
  onShow,
  onEdit,
  onMove,
  onRemove,
}: Props & { criterion: Criterion }) {
  const { key, statement, split, segment, evalSet } = criterion;
  const gate = gates.find((each) => each.criterion === key);
  const unit = criterion.metric ? unitOfMetric(criterion.metric) : "rate";
  const shape = { ...criterion, unit };
  const values = trends?.data.find((each) => each.criterion === key)?.values ?? [];
  const cases = coverage?.criteria.find((each) => each.criterion === key)?.cases;
  const hint = hints.find((each) => each.criterion === key)?.message;
  const place = criteria.findIndex((each) => each.key === key);
  return (
    <tr>
      <Td className="min-w-54">
        <button
          type="button"
          className="underline-offset-3 hover:underline text-left"
          aria-expanded={shown === key}
          onClick={() => onShow(shown === key ? null : key)}
        >
          {statement}
        </button>
        <div className="text-12 text-text-3">
          {measureInWords(criterion)}, set <code className="whitespace-nowrap">{evalSet}</code>
          {criterion.kind === "non_regression" &&
            `, against live in ${criterion.environment ?? "the release's environment"}`}
          {criterion.maxNewlyFailing !== undefined &&
            `, at most ${criterion.maxNewlyFailing} newly failing`}
          {criterion.owner && `, owner ${criterion.owner}`}
        </div>
        {hint && <div className="text-inconclusive">{hint}</div>}
      </Td>
      <Td num className="whitespace-nowrap">
        {formatBar(shape)}
      </Td>
      <Td className="whitespace-nowrap">{segment ?? <span className="text-text-3">all</span>}</Td>
      <Td>{split === "holdout" ? <Badge tone="holdout">holdout</Badge> : split}</Td>
      <Td num className="text-text-2">
        {cases === undefined ? "" : cases === null ? "under 5" : formatCount(cases)}
      </Td>
      <Td>
        {values.some((value) => value !== null) ? (
          <Sparkline
            values={values}
            label={statement}
            bar={barOfGate(criterion)}
            format={(value) => formatFigure(value, shape)}
            tone={split === "holdout" ? "holdout" : "current"}
            width={84}
          />
        ) : (
          trends && <span className="text-text-3 text-12 whitespace-nowrap">no version</span>
        )}
      </Td>
      <Td>
        {gate ? <GateCell project={project} gate={gate} /> : <span className="text-text-3">…</span>}
      </Td>
      <Td>
        {mayWrite && (
          <Menu
            align="end"
            trigger={
              <IconButton
                label={`Actions for ${statement}`}
                icon={<Ellipsis aria-hidden="true" />}
              />
            }
            items={[
              { label: "Edit", onSelect: () => onEdit(criterion) },
              { label: "Move up", disabled: place === 0, onSelect: () => onMove(key, -1) },
              {
                label: "Move down",
                disabled: place === criteria.length - 1,
                onSelect: () => onMove(key, 1),
              },
              { separator: true },
              { label: "Remove", danger: true, onSelect: () => onRemove(key) },
            ]}
          />
        )}
      </Td>
    </tr>
  );
}
