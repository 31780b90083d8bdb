"use client";
import {
  cloneElement,
  lazy,
  type ReactElement,
  type ReactNode,
  Suspense,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";

const TooltipBody = lazy(() => import("./tooltip-body"));
const OPEN_AFTER_MS = 350;

interface TooltipProps {
  /** A few words more, never the only place of a fact. */
  content: ReactNode;
  /** Something that can be focused. */
  children: ReactElement;
  side?: "top" | "bottom";
}

/** Its code is loaded at the first hover. */
export function Tooltip({ content, children, side = "top" }: TooltipProps) {
  const id = useId();
  const anchor = useRef<HTMLElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [open, setOpen] = useState(false);
  const [used, setUsed] = useState(false);
  useEffect(() => () => clearTimeout(timer.current), []);
  const show = (after: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      setUsed(true);
      setOpen(true);
    }, after);
  };
  const hide = () => {
    clearTimeout(timer.current);
    setOpen(false);
  };
  return (
    <>
      {cloneElement(children as ReactElement<Record<string, unknown>>, {
        ref: anchor,
        "aria-describedby": open ? id : undefined,
        onPointerEnter: () => show(OPEN_AFTER_MS),
        onPointerLeave: hide,
        onFocus: () => {
          if (anchor.current?.matches(":focus-visible")) show(0);
        },
        onBlur: hide,
      })}
      {used && (
        <Suspense>
          <TooltipBody id={id} anchor={anchor} open={open} onClose={hide} side={side}>
            {content}
          </TooltipBody>
        </Suspense>
      )}
    </>
  );
}
