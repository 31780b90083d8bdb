import { expect, type Page } from "@playwright/test";

/**
 * Waits until the page answers to the hand: each streamed part stands in its place (until then React keeps it in
 * the document a second time, hidden, and a text is found twice), and React has taken over what the server drew.
 */
export async function whenReady(page: Page): Promise<void> {
  // A part that turns out to be a missing page is drawn anew, and its streamed copy may stay.
  const missing = page.getByRole("heading", { name: "Nothing here" });
  // A page that leads on to another takes the question with it.
  const isReady = () =>
    page.evaluate(() => {
      const isTaken = (element: Element) =>
        Object.keys(element).some((key) => key.startsWith("__reactProps"));
      // Monaco makes its own.
      const controls = [
        ...document.querySelectorAll("main :is(a, button, input, textarea, select)"),
      ].filter((control) => !control.closest(".monaco-editor"));
      const streamed = document.querySelector('div[hidden][id^="S:"]');
      return streamed === null && controls.every(isTaken);
    });
  await expect
    .poll(async () => (await isReady().catch(() => false)) || (await missing.isVisible()), {
      timeout: 15_000,
    })
    .toBe(true);
}

/** The page with addresses that are open only when it is ready. */
export function settling(page: Page): Page {
  const { goto, reload } = { goto: page.goto.bind(page), reload: page.reload.bind(page) };
  page.goto = async (...args) => {
    const response = await goto(...args);
    await whenReady(page);
    return response;
  };
  page.reload = async (...args) => {
    const response = await reload(...args);
    await whenReady(page);
    return response;
  };
  return page;
}
