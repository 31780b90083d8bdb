"use client";
import { PageError } from "@/components/layout/frame";

export default PageError;
