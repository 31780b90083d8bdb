import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const WIDTHS = [768, 1280];

/**
 * What holds for every page in whatever state it is: axe finds nothing in either theme, and nothing reaches
 * beyond the screen at 768 and 1280 px. One visit is enough, because a change of theme or width loads nothing.
 */
export async function checkPage(page: Page): Promise<void> {
  await checkTheme(page, "light");
  await checkTheme(page, "dark");
  await checkWidths(page);
}

/** Only the colours differ between themes, so the dark one asks for the contrast alone. */
export async function checkTheme(page: Page, theme: "light" | "dark") {
  await page.emulateMedia({ colorScheme: theme });
  await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((animation) => animation instanceof CSSTransition)
        .map(({ finished }) => finished),
    ),
  );
  // Without frames there is nothing to put together in a second page, and only faults are asked for.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });
  const { violations } = await (theme === "dark"
    ? axe.withRules(["color-contrast"])
    : axe
  ).analyze();
  const faults = violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
  expect(faults, `what axe finds on ${page.url()}, ${theme}`).toEqual([]);
}

export async function checkWidths(page: Page): Promise<void> {
  const size = page.viewportSize();
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    // A chart takes its new width a moment later.
    await expect
      .poll(() => widestBeyond(page), `what is wider than ${width} px on ${page.url()}`)
      .toEqual([]);
  }
  if (size) await page.setViewportSize(size);
}

/** The elements that make the page scroll sideways, the innermost first. */
async function widestBeyond(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
      .reverse()
      .slice(0, 3)
      .map((element) => element.outerHTML.slice(0, 200));
  });
}
