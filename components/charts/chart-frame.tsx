"use client";
import { Download, Table2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Table, Td, Th } from "@/components/ui/data/table";
import {
  type SectionVariant,
  sectionActionsClass,
  sectionBodyClass,
  sectionClass,
  sectionFootClass,
  sectionHeadClass,
} from "@/components/ui/section";
import { formatCount, formatNumber } from "@/lib/format-number";
import type { ChartTable } from "./chart-data";
import { downloadTable } from "./download-table";
import { legendClass } from "./legend-class";

export interface LegendEntry {
  label: ReactNode;
  tone: "current" | "baseline" | "third" | "holdout";
}

interface ChartFrameProps {
  title: string;
  /** Unit and what is counted: "ms, all versions". */
  unit: string;
  n?: number | null;
  /** The figure of the chart, at the right of its title. */
  headline?: ReactNode;
  legend?: readonly LegendEntry[];
  /** The same numbers as a table. Without rows the chart says that there is no data. */
  data: ChartTable;
  /** Name of the file without its ending. */
  fileName: string;
  emptyText?: string;
  /** Stands above the chart and its table: figures, a sentence. */
  above?: ReactNode;
  footer?: ReactNode;
  /** The chart. */
  children: ReactNode;
  height?: number;
  /** Begins as a table; the button beside the title still switches. */
  startsAsTable?: boolean;
  variant?: SectionVariant;
}

const SWATCH = {
  current: "fill-chart-1",
  baseline: "fill-chart-2",
  third: "fill-chart-3",
  holdout: "fill-holdout-mark",
};

/** A chart with its name, unit, n, legend, table and file. */
export function ChartFrame({
  title,
  unit,
  n,
  headline,
  legend,
  data,
  fileName,
  emptyText = "No data in this range.",
  above,
  footer,
  children,
  height = 160,
  startsAsTable = false,
  variant,
}: ChartFrameProps) {
  const [asTable, setAsTable] = useState(startsAsTable);
  const isEmpty = data.rows.length === 0;
  return (
    <section className={variant === "plain" ? "min-w-0" : sectionClass} aria-label={title}>
      <header className={sectionHeadClass({ variant })}>
        <h2 className="whitespace-nowrap">{title}</h2>
        <span className="text-12 text-text-2 tabular-nums">
          {unit}
          {n != null && `, n = ${formatCount(n)}`}
        </span>
        <div className={sectionActionsClass}>
          {headline}
          {legend && <Legend entries={legend} />}
          <IconButton
            label={asTable ? "Show as chart" : "Show as table"}
            aria-pressed={asTable}
            icon={<Table2 aria-hidden="true" />}
            onClick={() => setAsTable(!asTable)}
            disabled={isEmpty}
          />
          <IconButton
            label="Download CSV"
            icon={<Download aria-hidden="true" />}
            onClick={() => downloadTable(fileName, data)}
            disabled={isEmpty}
          />
        </div>
      </header>
      <div className={sectionBodyClass({ variant })}>
        {above}
        {isEmpty ? (
          <p
            className="grid place-items-center rounded bg-subtle px-6 text-center text-12 text-balance text-text-2"
            style={{ height }}
          >
            {emptyText}
          </p>
        ) : asTable ? (
          <DataAsTable label={title} data={data} height={height} isWide={variant !== "plain"} />
        ) : (
          <div style={{ height }}>{children}</div>
        )}
      </div>
      {footer && <footer className={sectionFootClass}>{footer}</footer>}
    </section>
  );
}

export function Legend({ entries }: { entries: readonly LegendEntry[] }) {
  return (
    <div className={legendClass}>
      {entries.map(({ label, tone }) => (
        <span key={tone}>
          <svg width="10" height="10" aria-hidden="true">
            {tone === "current" ? (
              <circle className="fill-chart-1" cx="5" cy="5" r="4" />
            ) : (
              <rect className={SWATCH[tone]} x="1" y="1" width="8" height="8" />
            )}
          </svg>
          {label}
        </span>
      ))}
    </div>
  );
}

function DataAsTable({
  label,
  data,
  height,
  isWide,
}: {
  label: string;
  data: ChartTable;
  height: number;
  /** Up to the section's edges. */
  isWide: boolean;
}) {
  return (
    <section
      className={cn("overflow-auto", isWide && "-mx-4")}
      style={{ height }}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={`${label}, table`}
    >
      <Table label={label} dense>
        <thead className="sticky top-0">
          <tr>
            {data.columns.map((column, index) => (
              <Th key={column} num={index > 0}>
                {column}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows stand in order of the axis
            <tr key={index}>
              {row.map((cell, column) => (
                <Td key={data.columns[column]} num={column > 0} className="whitespace-nowrap">
                  {cell === null ? (
                    <span className="text-text-3">no value</span>
                  ) : typeof cell === "number" ? (
                    formatNumber(cell, 3)
                  ) : (
                    cell
                  )}
                </Td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
