"use strict";

const dark = matchMedia("(prefers-color-scheme: dark)");
const FONT = "system-ui, sans-serif";
const MONO = "ui-monospace, Menlo, Consolas, monospace";
const DAY = {
  colors: { primary: { main: "#23604f" } },
  rightPanel: { backgroundColor: "#22302f" },
};
const NIGHT = {
  colors: {
    primary: { main: "#8fd3bf" },
    success: { main: "#8fd3bf" },
    error: { main: "#ff9d94" },
    text: { primary: "#e6eaeb", secondary: "#b4bdc0" },
    gray: { 50: "#25292c", 100: "#3a4144" },
    border: { dark: "#4a5356", light: "#3a4144" },
    responses: {
      success: { color: "#8fd3bf", backgroundColor: "#203a33", tabTextColor: "#8fd3bf" },
      error: { color: "#ff9d94", backgroundColor: "#42292a", tabTextColor: "#ff9d94" },
      redirect: { color: "#f3cf7a", backgroundColor: "#3d3524", tabTextColor: "#f3cf7a" },
      info: { color: "#9cc8f5", backgroundColor: "#22333f", tabTextColor: "#9cc8f5" },
    },
  },
  schema: { nestedBackground: "#25292c", linesColor: "#5b6669", typeNameColor: "#b4bdc0", typeTitleColor: "#b4bdc0" },
  sidebar: { backgroundColor: "#22272a", textColor: "#e6eaeb" },
  rightPanel: {
    backgroundColor: "#14181a",
    servers: { overlay: { backgroundColor: "#25292c", textColor: "#e6eaeb" }, url: { backgroundColor: "#14181a" } },
  },
  fab: { backgroundColor: "#3a4144", color: "#8fd3bf" },
};

const show = () => {
  const theme = dark.matches ? NIGHT : DAY;
  const typography = {
    fontFamily: FONT,
    headings: { fontFamily: FONT },
    code: { fontFamily: MONO, ...(dark.matches && { color: "#ffb4a8", backgroundColor: "#2c3134" }) },
  };
  const place = document.createElement("div");
  document.getElementById("redoc").replaceChildren(place);
  Redoc.init(
    "openapi.json",
    {
      disableSearch: true, // it would start a worker of a blob, which the policy of this page forbids
      hideDownloadButton: true, // the bar has the link
      nativeScrollbars: true,
      schemaDefinitionsTagName: "Schemas",
      scrollYOffset: ".bar",
      sortRequiredPropsFirst: true,
      theme: { ...theme, spacing: { sectionVertical: 24 }, typography },
    },
    place,
  );
};

dark.addEventListener("change", show);
show();
