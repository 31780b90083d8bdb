export { default, generateMetadata } from "@/app/(app)/[project]/prompts/[name]/releases/page";
