import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/components/ui/cn";

interface TableProps extends ComponentProps<"table"> {
  /** Accessible name. */
  label: string;
  dense?: boolean;
  /** From this width (px) on the table does not shrink but scrolls inside its section. */
  minWidth?: number;
}

export function Table({ label, dense, minWidth, className, style, ...rest }: TableProps) {
  const table = (
    <table
      className={cn("table", dense && "table-dense", className)}
      aria-label={label}
      style={{ minWidth, ...style }}
      {...rest}
    />
  );
  if (!minWidth) return table;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="table-scroll" aria-label={label} tabIndex={0}>
      {table}
    </section>
  );
}

interface CellProps {
  /** Right-aligned tabular digits. */
  num?: boolean;
}

export function Th({ num, className, ...rest }: ComponentProps<"th"> & CellProps) {
  return <th scope="col" className={cn(num && "num", className)} {...rest} />;
}

export function Td({ num, className, ...rest }: ComponentProps<"td"> & CellProps) {
  return <td className={cn(num && "num", className)} {...rest} />;
}

interface RowProps extends ComponentProps<"tr"> {
  selected?: boolean;
}

export function Tr({ selected, onClick, className, ...rest }: RowProps) {
  return (
    <tr
      aria-selected={selected === undefined ? undefined : selected}
      className={cn(onClick && "clickable", className)}
      onClick={onClick}
      {...rest}
    />
  );
}

/** A heading row inside the body, instead of a column that repeats itself. */
export function GroupRow({
  columns,
  children,
  n,
  about,
}: {
  columns: number;
  children: ReactNode;
  n?: number;
  /** Said after the name, without its weight. */
  about?: ReactNode;
}) {
  return (
    <tr className="group">
      <td colSpan={columns}>
        <b className="text-text">{children}</b>
        {about} {n?.toLocaleString("en-US")}
      </td>
    </tr>
  );
}
