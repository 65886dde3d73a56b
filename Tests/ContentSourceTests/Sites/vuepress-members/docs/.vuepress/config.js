var lists = require("./lists");
module.exports = {
  title: "Bakery",
  themeConfig: {
    sidebar: [
      { title: "All ovens", children: lists.ovens },
      { title: "Bread", children: lists.bread },
      { title: "Cakes", children: lists.cakes },
    ],
  },
};
