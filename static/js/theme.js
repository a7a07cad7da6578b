/* Runs before the first paint: the chosen theme, or the system's. */
(function () {
  "use strict";
  var root = document.documentElement;
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  function chosen() {
    try { return localStorage.getItem("theme") || "auto"; } catch (refused) { return "auto"; }
  }
  function apply() {
    var theme = chosen();
    root.setAttribute("data-bs-theme", theme === "auto" ? (dark.matches ? "dark" : "light") : theme);
  }
  dark.addEventListener("change", apply);
  window.siteTheme = {
    chosen: chosen,
    choose: function (theme) {
      try { localStorage.setItem("theme", theme); } catch (refused) { root.setAttribute("data-bs-theme", theme); return; }
      apply();
    },
  };
  root.classList.add("scripted");
  apply();
})();
