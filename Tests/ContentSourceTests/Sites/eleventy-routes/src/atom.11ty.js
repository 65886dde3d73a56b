export const data = { permalink: "/stream/all.rss" };
