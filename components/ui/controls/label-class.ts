/** The look of a field's name, for a legend or the heading of a group of controls. */
export const labelClass = "text-12 font-medium text-text-2";

/** A line below a control that says more about it. */
export const hintClass = "text-12 text-text-3";
