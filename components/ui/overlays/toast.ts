"use client";
import type { ReactNode } from "react";
import { announceToast } from "./first-toast";
import type { ToastOptions } from "./toast-options";

/** Says that something is done. The code is loaded at the first toast. */
export function toast(message: ReactNode, options: ToastOptions = {}): void {
  load("pass", message, options);
}

/** Says that something did not work and is kept longer. Errors of a form belong into the form. */
export function toastError(message: ReactNode, options: ToastOptions = {}): void {
  load("fail", message, options);
}

function load(tone: "pass" | "fail", message: ReactNode, options: ToastOptions): void {
  announceToast();
  void import("./toast-body").then(({ showToast }) => showToast(tone, message, options));
}
