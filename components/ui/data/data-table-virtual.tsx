"use client";
import { useVirtualizer, useWindowVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { DataTableFrame, type FrameProps, type Shown } from "./data-table-frame";

const HEAD = 33;
const TOP_BAR = 44;
const useBrowserLayoutEffect = typeof window === "undefined" ? useEffect : useLayoutEffect;

/** Only the rows near the screen are in the page. Loaded when a table is long. */
export default function VirtualTable<Row>(props: FrameProps<Row>) {
  return props.height === undefined ? <WindowTable {...props} /> : <ContainerTable {...props} />;
}

function options<Row>({ lines, rowHeight = 36 }: FrameProps<Row>) {
  return {
    count: lines.length,
    estimateSize: (index: number) => (lines[index] && "group" in lines[index] ? 29 : rowHeight + 1),
    getItemKey: (index: number) => lines[index]?.id ?? index,
    overscan: 10,
    initialRect: { width: 0, height: 900 },
    useFlushSync: false,
  };
}

function WindowTable<Row>(props: FrameProps<Row>) {
  const box = useRef<HTMLElement>(null);
  const [scrollMargin, setScrollMargin] = useState(0);
  useBrowserLayoutEffect(() => {
    const top = box.current?.getBoundingClientRect().top;
    if (top !== undefined) setScrollMargin(Math.round(top + window.scrollY + HEAD));
  }, []);
  const virtualizer = useWindowVirtualizer<HTMLTableRowElement>({
    ...options(props),
    scrollMargin,
    scrollPaddingStart: HEAD + TOP_BAR,
    scrollPaddingEnd: 8,
  });
  return <DataTableFrame {...props} box={box} shown={useShown(virtualizer)} />;
}

function ContainerTable<Row>(props: FrameProps<Row>) {
  const box = useRef<HTMLElement>(null);
  const virtualizer = useVirtualizer<HTMLElement, HTMLTableRowElement>({
    ...options(props),
    getScrollElement: () => box.current,
    scrollPaddingStart: HEAD,
    // The head stands above the rows in the same scroller.
    scrollMargin: HEAD,
  });
  return <DataTableFrame {...props} box={box} shown={useShown(virtualizer)} />;
}

function useShown<Scroller extends Element | Window>(
  virtualizer: Virtualizer<Scroller, HTMLTableRowElement>,
): Shown {
  const items = virtualizer.getVirtualItems();
  const margin = virtualizer.options.scrollMargin;
  const scrollTo = useCallback(
    (index: number) => virtualizer.scrollToIndex(index, { align: "auto" }),
    [virtualizer],
  );
  return {
    first: items[0]?.index ?? 0,
    last: items.at(-1)?.index ?? -1,
    above: Math.max(0, (items[0]?.start ?? margin) - margin),
    below: Math.max(0, virtualizer.getTotalSize() - ((items.at(-1)?.end ?? margin) - margin)),
    scrollTo,
    measure: virtualizer.measureElement,
  };
}
