"use client";
import { type ComponentProps, useSyncExternalStore } from "react";
import { cn } from "@/components/ui/cn";
import { shortcutLabel } from "@/components/ui/shortcut";

const neverChanges = () => () => {};
const isApple = () => /Mac|iPhone|iPad/.test(navigator.userAgent);

/** True on Apple keyboards; the server assumes so, and the browser corrects it. */
export function useIsApple(): boolean {
  return useSyncExternalStore(neverChanges, isApple, () => true);
}

interface KbdProps extends Omit<ComponentProps<"kbd">, "children"> {
  /** A shortcut such as `mod+k`, `j` or `g p`. */
  keys: string;
}

export function Kbd({ keys, className, ...rest }: KbdProps) {
  const apple = useIsApple();
  return (
    <kbd
      className={cn(
        "inline-grid h-4.5 min-w-4.5 place-items-center rounded-sm border bg-subtle px-1 font-sans",
        "text-11/none font-normal text-text-3",
        className,
      )}
      {...rest}
    >
      {shortcutLabel(keys, apple)}
    </kbd>
  );
}
