export { default, generateMetadata } from "@/app/(app)/[project]/prompts/[name]/runs/page";
