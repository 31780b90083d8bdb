"use client";
import { Download, Table2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Table, Td, Th } from "@/components/ui/data/table";
import type { ChartTable } from "./chart-data";
import { downloadTable } from "./download-table";

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
  footer?: ReactNode;
  /** The chart. */
  children: ReactNode;
  height?: number;
  /** Begins as a table; the button beside the title still switches. */
  startsAsTable?: boolean;
}

const SWATCH = { current: "f1", baseline: "f2", third: "f3", holdout: "fh" };

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
  footer,
  children,
  height = 160,
  startsAsTable = false,
}: ChartFrameProps) {
  const [asTable, setAsTable] = useState(startsAsTable);
  const isEmpty = data.rows.length === 0;
  return (
    <section className="section" aria-label={title}>
      <header>
        <h2>{title}</h2>
        <span className="text-12 text-text-2 tabular-nums">
          {unit}
          {n != null && `, n = ${n.toLocaleString("en-US")}`}
        </span>
        <div className="right">
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
      <div className="body">
        {isEmpty ? (
          <p
            className="text-12 text-text-2 grid place-items-center rounded bg-subtle"
            style={{ height }}
          >
            {emptyText}
          </p>
        ) : asTable ? (
          <DataAsTable label={title} data={data} height={height} />
        ) : (
          <div style={{ height }}>{children}</div>
        )}
      </div>
      {footer && <footer>{footer}</footer>}
    </section>
  );
}

export function Legend({ entries }: { entries: readonly LegendEntry[] }) {
  return (
    <div className="legend">
      {entries.map(({ label, tone }) => (
        <span key={tone}>
          <svg className="chart w-auto!" width="10" height="10" aria-hidden="true">
            {tone === "current" ? (
              <circle className="f1" cx="5" cy="5" r="4" />
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

function DataAsTable({ label, data, height }: { label: string; data: ChartTable; height: number }) {
  return (
    <section
      className="-mx-4 overflow-auto"
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
                    cell.toLocaleString("en-US")
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
