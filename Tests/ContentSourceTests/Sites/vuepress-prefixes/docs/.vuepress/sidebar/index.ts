import { sidebar as make } from "vuepress-theme-hope";
import { cakes } from "./cakes.js";

export const sidebar = make({
  "/cakes/": cakes,
  "/": [
    {
      text: "Bread and rolls",
      prefix: "bread/",
      children: [
        "rye",
        { text: "Wheat bread", link: "wheat" },
        { text: "Rolls", prefix: "rolls/", children: ["small", "large"] },
      ],
    },
    { text: "Ovens", prefix: "/ovens/", children: ["stone"] },
  ],
});
