"use client";
import { lazy, Suspense, useEffect, useState } from "react";
import type { DialogProps } from "./dialog-props";

const DialogBody = lazy(() => import("./dialog-body"));

/** Only to confirm, to save or to import. Its code is loaded when it first opens. */
export function Dialog(props: DialogProps) {
  const [used, setUsed] = useState(false);
  useEffect(() => {
    if (props.open) setUsed(true);
  }, [props.open]);
  if (!used) return null;
  return (
    <Suspense>
      <DialogBody {...props} />
    </Suspense>
  );
}
