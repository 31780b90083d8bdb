/** Beside the word "Live". */
export function LiveDot() {
  return (
    <i className="inline-block size-[7px] flex-none rounded-full bg-pass-mark" aria-hidden="true" />
  );
}
