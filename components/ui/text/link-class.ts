/** The look of a link in text; also for a button that reads as one. */
export const linkClass =
  "text-accent underline decoration-accent-border underline-offset-3 hover:decoration-current";

/** The same where the line would be too loud: it comes under the pointer. */
export const quietLinkClass = "text-accent underline-offset-3 hover:underline";
