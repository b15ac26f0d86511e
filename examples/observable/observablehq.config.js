export default {
  root: "src",
  output: "public",
  title: "The shop in numbers",
  // No font, no preview picture, no search: the page asks the network for nothing.
  style: "style.css",
  globalStylesheets: [],
  search: false,
  pages: [{ name: "Report", path: "/report" }],
};
