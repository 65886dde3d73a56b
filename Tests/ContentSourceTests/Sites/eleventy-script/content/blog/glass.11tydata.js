export default {
  title: "Glass, from a file of data",
  date: "2024-01-03",
  permalink: (data) => `/glass/${data.x}/`,
};
