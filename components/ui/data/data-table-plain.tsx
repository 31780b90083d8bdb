"use client";
import { useCallback, useRef } from "react";
import { DataTableFrame, type FrameProps } from "./data-table-frame";

/** All rows are in the page: the browser's own search finds them. */
export function PlainTable<Row>(props: FrameProps<Row>) {
  const box = useRef<HTMLElement>(null);
  const scrollTo = useCallback(
    (index: number) =>
      box.current?.querySelector(`tr[data-index="${index}"]`)?.scrollIntoView({ block: "nearest" }),
    [],
  );
  return (
    <DataTableFrame
      {...props}
      box={box}
      shown={{ first: 0, last: props.lines.length - 1, above: 0, below: 0, scrollTo }}
    />
  );
}
