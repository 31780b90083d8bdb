/** `NW-412` of `https://tracker.example/browse/NW-412`. */
export function ticketName(url: string): string {
  return url.split(/[?#]/)[0]?.split("/").findLast(Boolean) ?? url;
}
