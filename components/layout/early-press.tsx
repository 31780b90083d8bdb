/** Sent when React listens to the page. */
export const READY = "galley:ready";

/**
 * Keeps a press on a button that comes before React listens, and repeats it then: on a slow connection the page can
 * be read for seconds before its scripts are there. Of several presses the last counts. Links work by themselves.
 */
const EARLY_PRESS = `(() => {
  let pressed = null;
  const keep = (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    pressed = button;
  };
  document.addEventListener("click", keep, true);
  document.addEventListener("${READY}", () => {
    document.removeEventListener("click", keep, true);
    if (pressed?.isConnected) pressed.click();
  }, { once: true });
})();`;

/** @param nonce of the page's content security policy; a browser hides it from scripts, so React cannot compare it */
export function EarlyPress({ nonce }: { nonce: string | undefined }) {
  return (
    <script
      nonce={nonce}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours
      dangerouslySetInnerHTML={{ __html: EARLY_PRESS }}
    />
  );
}
