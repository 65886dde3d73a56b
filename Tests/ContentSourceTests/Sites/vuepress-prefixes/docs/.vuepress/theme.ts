import { hopeTheme } from "vuepress-theme-hope";
import navbar from "./navbar.js";
import { sidebar } from "./sidebar/index.js";

export default hopeTheme({
  navbar,
  sidebar,
});
