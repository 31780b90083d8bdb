"use client";
import { Dialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { useRef } from "react";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/controls/icon-button";
import { backdropClass, dialogClass, viewportClass } from "./dialog-class";
import type { DialogProps } from "./dialog-props";

const bodyClass = "grid min-h-0 content-start gap-3 overflow-auto px-4 pb-4 text-13";
const footClass = "flex items-center justify-end gap-2 border-t px-4 py-3";

export default function DialogBody({
  open,
  onOpenChange,
  title,
  description,
  children,
  footer,
  size = "sm",
  sticky,
  initialFocus,
  alert,
  onSubmit,
}: DialogProps) {
  const popup = useRef<HTMLDivElement>(null);
  const content = (
    <>
      {children && (
        <div data-slot="body" className={cn(bodyClass, size !== "sm" && "pt-3")}>
          {children}
        </div>
      )}
      {footer && <footer className={footClass}>{footer}</footer>}
    </>
  );
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange} disablePointerDismissal={sticky}>
      <Dialog.Portal>
        <Dialog.Backdrop className={backdropClass} />
        <Dialog.Viewport className={cn(viewportClass, "place-items-center p-4")}>
          <Dialog.Popup
            className={dialogClass({ size })}
            role={alert ? "alertdialog" : "dialog"}
            ref={popup}
            initialFocus={initialFocus ?? (() => firstToFocus(popup.current))}
          >
            <header
              className={cn(
                "flex items-start gap-2 px-4 pt-4",
                size === "sm" ? "pb-2" : "border-b pb-3",
              )}
            >
              <div className="min-w-0">
                <Dialog.Title>{title}</Dialog.Title>
                {description && (
                  <Dialog.Description className="text-12 text-text-2 mt-0.5">
                    {description}
                  </Dialog.Description>
                )}
              </div>
              <Dialog.Close
                render={
                  <IconButton
                    label="Close"
                    className="-mt-1 -mr-1.5 ml-auto"
                    icon={<X aria-hidden="true" />}
                  />
                }
              />
            </header>
            {onSubmit ? (
              <form
                className="contents"
                // A schema checks the form, so the browser does not.
                noValidate
                onSubmit={(event) => {
                  event.preventDefault();
                  event.stopPropagation();
                  onSubmit();
                }}
              >
                {content}
              </form>
            ) : (
              content
            )}
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** The first field to write in; without one the first button below, which changes nothing. */
function firstToFocus(popup: HTMLElement | null): HTMLElement | true {
  const notWritten = "[type=radio], [type=checkbox], [type=file], [type=hidden]";
  const field = `:is(textarea, select, input:not(${notWritten})):enabled`;
  const first = popup?.querySelector<HTMLElement>(`[data-slot=body] ${field}`);
  return first ?? popup?.querySelector<HTMLElement>("footer button:enabled") ?? true;
}
