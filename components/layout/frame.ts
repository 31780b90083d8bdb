"use client";
// The frame's parts as one entry: their scripts are built as one, which compresses to 2 kB less than one for each.
export { HydrationBoundary } from "@tanstack/react-query";
export { ProjectFrame } from "@/components/projects/project-frame";
export { NotFoundLinks } from "./not-found-links";
export { PageError } from "./page-error";
export { Providers } from "./providers";
