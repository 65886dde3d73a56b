import { defineUserConfig } from "vuepress";
import theme from "./theme.js";

export default defineUserConfig({
  lang: "en-US",
  title: "Bakery",
  theme,
  pagePatterns: ["**/*.md", "!**/*.part.md", "!**/TODO.md", "!.vuepress"],
});
