export { default, generateMetadata } from "@/app/(app)/[project]/prompts/[name]/metrics/page";
