"use client";
import type { ReactNode } from "react";

interface ToastOptions {
  /** Faint text after the message: a ticket, a time. */
  detail?: ReactNode;
  /** The next step. */
  action?: { label: string; onClick: () => void };
}

/** Says that something is done. The code is loaded at the first toast. */
export function toast(message: ReactNode, options: ToastOptions = {}): void {
  void import("./toast-body").then(({ showToast }) => showToast("pass", message, options));
}

/** Says that something did not work and is kept longer. Errors of a form belong into the form. */
export function toastError(message: ReactNode, options: ToastOptions = {}): void {
  void import("./toast-body").then(({ showToast }) => showToast("fail", message, options));
}

export type { ToastOptions };
