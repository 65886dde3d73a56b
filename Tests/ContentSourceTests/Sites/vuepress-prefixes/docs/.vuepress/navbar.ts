import { navbar } from "vuepress-theme-hope";

export default navbar([
  { text: "Cakes", link: "/cakes/" },
  { text: "Start", link: "/home.md" },
]);
