import { expect, type Page } from "@playwright/test";
import axe from "axe-core";

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
  const faults = await runAxe(page, theme === "dark" ? ["color-contrast"] : null);
  expect(faults, `what axe finds on ${page.url()}, ${theme}`).toEqual([]);
}

/**
 * What axe finds, with all of its rules or only some. Its effort grows faster than the page, so of rows that
 * are made alike and look alike it sees the first only: a fault of one is a fault of each.
 */
async function runAxe(page: Page, rules: string[] | null): Promise<[string, string[]][]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return page.evaluate(async (rules) => {
    const lookOf = (element: Element) => {
      const style = getComputedStyle(element);
      const isEmpty = element.textContent?.trim() === "";
      return [
        element.tagName,
        ...element.getAttributeNames(),
        ...["role", "type", "aria-hidden"].map((name) => element.getAttribute(name)),
        isEmpty,
        style.display,
        style.color,
        style.backgroundColor,
        style.opacity,
        style.fontSize,
        style.fontWeight,
      ].join();
    };
    const looks = new Map<Element | null, Set<string>>();
    const repeats = [...document.querySelectorAll("tr, li")].filter((row) => {
      const look = [row, ...row.querySelectorAll("*")].map(lookOf).join(";");
      const before = looks.get(row.parentElement) ?? new Set();
      looks.set(row.parentElement, before);
      return before.size === before.add(look).size;
    });
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(
      { include: document, exclude: repeats },
      {
        ...(rules ? { runOnly: rules } : {}),
        resultTypes: ["violations"],
        selectors: false,
        // The product has no frames.
        iframes: false,
      },
    );
    return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
  }, rules);
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
