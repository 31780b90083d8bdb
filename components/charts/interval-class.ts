/** The parts of an interval that is drawn in a line of text. */
export const intervalClass = "inline-block overflow-visible align-middle";
export const trackClass = "stroke-1 stroke-border";
export const bandClass = "opacity-28";
export const dotClass = "stroke-[1.5] stroke-surface";
export const tickClass = "stroke-[1.5]";
