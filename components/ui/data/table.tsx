import { cva } from "class-variance-authority";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { formatCount } from "@/lib/format-number";

interface TableProps extends ComponentProps<"table"> {
  /** Accessible name. */
  label: string;
  dense?: boolean;
  size?: "md" | "sm";
  /** From this width (px) on the table does not shrink but scrolls inside its section. */
  minWidth?: number;
}

export const tableClass = cva(
  "w-full border-collapse tabular-nums [&>tbody>tr:hover]:bg-hover [&>tbody>tr[aria-selected=true]]:bg-selected [&>tbody:last-child>tr:last-child>td]:border-b-0",
  {
    variants: {
      size: { md: "text-13", sm: "text-12" },
      dense: { true: "[--cell-y:2px] [--row:32px]" },
    },
    defaultVariants: { size: "md" },
  },
);

const paddingClass = "px-(--cell-x) first:pl-(--cell-start) last:pr-(--cell-end)";

export const headCellClass = `h-8 border-b bg-surface text-12/5 font-medium whitespace-nowrap text-text-2 ${paddingClass}`;
export const cellClass = `h-(--row) border-b py-(--cell-y) align-middle ${paddingClass}`;
export const groupCellClass = `h-7 border-b bg-subtle py-(--cell-y) text-12/5 text-text-2 ${paddingClass}`;

export function Table({ label, dense, size, minWidth, className, style, ...rest }: TableProps) {
  const table = (
    <table
      className={cn(tableClass({ dense, size }), className)}
      aria-label={label}
      data-slot={minWidth ? undefined : "table"}
      style={{ minWidth, ...style }}
      {...rest}
    />
  );
  if (!minWidth) return table;
  // Positioned, or text for screen readers inside it would widen the page.
  return (
    <section
      className="relative overflow-x-auto"
      data-slot="table"
      // Often inside a section of the same name, and two landmarks may not share one.
      aria-label={`${label}, scrolls sideways`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
    >
      {table}
    </section>
  );
}

interface CellProps {
  /** Right-aligned tabular digits. */
  num?: boolean;
}

export function Th({
  num,
  center,
  className,
  ...rest
}: ComponentProps<"th"> & CellProps & { center?: boolean }) {
  const align = num ? "text-right" : center ? "text-center" : "text-left";
  return <th scope="col" className={cn(headCellClass, align, className)} {...rest} />;
}

/** Above the buttons of the rows, named for screen readers alone. */
export function ActionsTh(props: ComponentProps<"th">) {
  return (
    <Th {...props}>
      <span className="sr-only">Actions</span>
    </Th>
  );
}

/** Its padding is `--cell-x`, `--cell-start`, `--cell-end` and `--cell-y`: a cell or a table may set them. */
export function Td({ num, className, ...rest }: ComponentProps<"td"> & CellProps) {
  return <td className={cn(cellClass, num && "text-right", className)} {...rest} />;
}

/** A row's whole width for something that brings its own padding. */
export function WideTd({ className, ...rest }: ComponentProps<"td">) {
  return <td className={cn("h-(--row) border-b", className)} {...rest} />;
}

interface RowProps extends ComponentProps<"tr"> {
  selected?: boolean;
}

export function Tr({ selected, onClick, className, ...rest }: RowProps) {
  return (
    <tr
      aria-selected={selected === undefined ? undefined : selected}
      className={cn(onClick && "cursor-pointer", className)}
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
    <tr>
      <td className={groupCellClass} colSpan={columns}>
        <b className="text-text">{children}</b>
        {about} {n !== undefined && formatCount(n)}
      </td>
    </tr>
  );
}
