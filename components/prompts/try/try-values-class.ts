/** What the try is filled with, between its head and the answers. */
export const tryValuesClass =
  "col-span-full max-h-30 min-w-0 overflow-auto border-b py-1.5 pr-4 pl-(--gutter) text-12/5";
