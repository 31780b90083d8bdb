import { Td } from "@/components/ui/data/table";
import { cn } from "./cn";

export function Skeleton({
  width,
  height = 12,
  className,
}: {
  width?: number | string;
  height?: number;
  className?: string;
}) {
  return (
    <span
      className={cn(
        "block animate-skeleton rounded-sm bg-subtle motion-reduce:animate-none",
        className,
      )}
      style={{ width, height }}
      aria-hidden="true"
    />
  );
}

/** Rows of a table of which nothing is known yet; widths vary by row so that it reads as text. */
export function SkeletonRows({ rows = 5, widths }: { rows?: number; widths: readonly number[] }) {
  return Array.from({ length: rows }, (_, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
    <tr key={row}>
      {widths.map((width, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
        <Td key={column}>
          <Skeleton width={Math.round(width * (1 - ((row * 5 + column * 3) % 4) * 0.1))} />
        </Td>
      ))}
    </tr>
  ));
}
