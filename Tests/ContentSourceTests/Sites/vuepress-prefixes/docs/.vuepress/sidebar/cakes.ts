import { arraySidebar } from "vuepress-theme-hope";

export const cakes = arraySidebar(["sponge", "cream"]);
