export { default, generateMetadata } from "@/app/(app)/[project]/prompts/[name]/versions/page";
