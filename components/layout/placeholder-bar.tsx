"use client";
/**
 * The bar of a page on its way, under a name that no page uses: links load what stands there meanwhile ahead,
 * and the bar of a page would bring that page's whole script with it.
 */
export { TopBar as PlaceholderBar } from "./top-bar";
