export { default } from "@/app/(app)/[project]/prompts/[name]/edit/layout";
