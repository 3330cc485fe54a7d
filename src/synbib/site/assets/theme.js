// Before the page is painted: the theme that the reader chose, where the browser remembers it.
try {
  const theme = localStorage.getItem("synbib-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // No storage on this page: the system's theme it is.
}
