import { cva } from "class-variance-authority";
import { cn } from "@/components/ui/cn";

/** First letters of the first and last word; "?" when there is no name. */
export function initials(name: string): string {
  const words = name
    .trim()
    .split(/[\s.@_-]+/u)
    .filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) =>
    word ? [...word][0] : "",
  );
  return letters.join("").toUpperCase() || "?";
}

/** The round box of an avatar, also around an icon. */
export const avatarClass = cva(
  "inset-ring inset-ring-border-strong inline-grid flex-none place-items-center rounded-full bg-subtle font-semibold tracking-[0.02em] text-text-2",
  {
    variants: { size: { md: "size-5 text-[9px]", lg: "size-7 text-[11px]" } },
    defaultVariants: { size: "md" },
  },
);

const personClass = "inline-flex items-center gap-1.5 align-middle whitespace-nowrap";

export function Avatar({
  name,
  size,
  className,
}: {
  name: string;
  size?: "md" | "lg";
  className?: string;
}) {
  return (
    <span className={cn(avatarClass({ size }), className)} title={name} aria-hidden="true">
      {initials(name)}
    </span>
  );
}

/** Avatar with the name beside it. */
export function Person({ name, className }: { name: string; className?: string }) {
  return (
    <span className={cn(personClass, className)}>
      <Avatar name={name} />
      {name}
    </span>
  );
}
