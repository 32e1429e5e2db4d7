// Runs before the first paint: the chosen theme, and whether this tab already has a conversation to come back to.
(() => {
  const root = document.documentElement;
  const theme = localStorage.getItem("candid.theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  if (sessionStorage.getItem("candid.talking")) root.dataset.talking = "";
})();
