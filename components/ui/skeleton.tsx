import { cn } from "./cn";

export function Skeleton({ width, className }: { width?: number | string; className?: string }) {
  return <span className={cn("skeleton", className)} style={{ width }} aria-hidden="true" />;
}

/** Rows of a table of which nothing is known yet; widths vary by row so that it reads as text. */
export function SkeletonRows({ rows = 5, widths }: { rows?: number; widths: readonly number[] }) {
  return Array.from({ length: rows }, (_, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
    <tr key={row}>
      {widths.map((width, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
        <td key={column}>
          <Skeleton width={Math.round(width * (1 - ((row * 5 + column * 3) % 4) * 0.1))} />
        </td>
      ))}
    </tr>
  ));
}
