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

export function Avatar({
  name,
  size = "md",
  className,
}: {
  name: string;
  size?: "md" | "lg";
  className?: string;
}) {
  return (
    <span
      className={cn("avatar", size === "lg" && "avatar-lg", className)}
      title={name}
      aria-hidden="true"
    >
      {initials(name)}
    </span>
  );
}

/** Avatar with the name beside it. */
export function Person({ name, className }: { name: string; className?: string }) {
  return (
    <span className={cn("person", className)}>
      <Avatar name={name} />
      {name}
    </span>
  );
}
