import { checkPage } from "./check-page";
import { expect, test } from "./fixtures";

const POLICIES = `# Refunds

## Deadlines

Money is paid back within 30 days of the return.

## Damaged items

Send us a photo within 14 days; you need not return the item.

# Shipping

Parcels leave the warehouse in two days.
`;

test("an engineer imports a Markdown file, tries a search, and corrects the passage that it finds", async ({
  project,
  signIn,
}) => {
  const page = await signIn("editor");
  await page.goto(project.at("document-sets"));
  await page.getByRole("button", { name: "New document set" }).first().click();
  await page.getByLabel("Name", { exact: true }).fill("support/policies");
  await page.getByLabel("Language").selectOption("English");
  await page.getByRole("button", { name: "Create document set" }).click();
  await page.getByRole("button", { name: "Import files…" }).click();
  await page.getByLabel("Choose files").setInputFiles({
    ...{ name: "policies.md", mimeType: "text/markdown", buffer: Buffer.from(POLICIES) },
  });
  const passages = page.getByRole("list", { name: "Passages" });
  await expect(passages.getByRole("listitem")).toHaveCount(3);
  await expect(passages.getByText("Refunds › Deadlines")).toBeVisible();
  await page.getByRole("button", { name: "Import 3 documents" }).click();
  await expect(page.getByText("Revision 1, latest")).toBeVisible();
  await expect(page.getByRole("cell", { name: "policies/deadlines" })).toBeVisible();

  await page.getByRole("link", { name: "Try a search" }).click();
  await page.getByLabel("Text", { exact: true }).fill("When do you pay my money back?");
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await expect(passages.getByRole("listitem").first()).toContainText("within 30 days");
  await passages.getByRole("button", { name: "Refunds › Deadlines" }).click();
  const drawer = page.getByRole("complementary", { name: "Document policies/deadlines" });
  await drawer
    .getByLabel("Text", { exact: true })
    .fill("Money is paid back within 14 days of the return.");
  await drawer.getByRole("button", { name: "Save as revision 2" }).click();
  await expect(page.getByText("Revision 2, latest")).toBeVisible();
  await expect(passages.getByRole("listitem").first()).toContainText("within 14 days");
  await checkPage(page);

  await page.getByRole("link", { name: "Revisions" }).click();
  await page.getByRole("button", { name: "Show revision 1" }).click();
  await expect(page.getByText("This is an older revision; the latest is 2.")).toBeVisible();
  await page.goto(
    project.at("document-sets/support%2Fpolicies?revision=1&document=policies%2Fdeadlines"),
  );
  await expect(drawer.getByLabel("Text", { exact: true })).toHaveValue(/within 30 days/);
  await expect(drawer.getByRole("button", { name: "Save" })).toHaveCount(0);
});
