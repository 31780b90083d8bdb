"use client";
import NextLink from "next/link";
import { type ComponentProps, useState } from "react";

type LinkProps = Omit<ComponentProps<typeof NextLink>, "prefetch" | "legacyBehavior" | "passHref">;

/**
 * A link within the product. Its page is asked for ahead once somebody points at it: asking for every link in
 * sight was 30 to 60 requests for each page that is opened.
 */
export function Link({ onMouseEnter, onFocus, onTouchStart, ...props }: LinkProps) {
  const [isNear, setNear] = useState(false);
  const comeNear =
    <Event,>(handle?: (event: Event) => void) =>
    (event: Event) => {
      setNear(true);
      handle?.(event);
    };
  return (
    <NextLink
      {...props}
      prefetch={isNear ? null : false}
      onMouseEnter={comeNear(onMouseEnter)}
      onFocus={comeNear(onFocus)}
      onTouchStart={comeNear(onTouchStart)}
    />
  );
}
