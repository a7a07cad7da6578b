/* Behaviour by attributes; every page works without it. */
(function () {
  "use strict";
  const all = (selector, root) => Array.from((root || document).querySelectorAll(selector));
  const named = (name) => all(`input[type="checkbox"][name="${CSS.escape(name)}"]:not(:disabled)`);

  // Theme
  function showTheme() {
    all("[data-theme]").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.theme === window.siteTheme.chosen())));
  }

  // Never twice: a submitted form keeps its buttons off until the page comes back.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const asked = (event.submitter && event.submitter.dataset.confirm) || form.dataset.confirm;
    if (asked && !window.confirm(asked)) { event.preventDefault(); return; }
    if (form.method !== "post" || "many" in form.dataset) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    setTimeout(() => all("button:not([type=button])", form).concat(all(`button[form="${CSS.escape(form.id || "-")}"]`)).forEach((button) => {
      if (button.disabled) return;
      button.disabled = true;
      button.dataset.held = "1";
      if (button === event.submitter) button.setAttribute("aria-busy", "true");
    }));
  });
  window.addEventListener("pageshow", () => {
    all("form[data-sent]").forEach((form) => delete form.dataset.sent);
    all("button[data-held]").forEach((button) => { button.disabled = false; delete button.dataset.held; button.removeAttribute("aria-busy"); });
  });

  // Selection
  const rupiah = (value) => "Rp" + String(value).replace(/\B(?=(\d{3})+$)/g, ".");
  function duration(minutes) {
    const hours = Math.floor(minutes / 60);
    return [hours ? `${hours} jam` : "", minutes % 60 || !hours ? `${minutes % 60} menit` : ""].filter(Boolean).join(" ");
  }
  function showSelection() {
    all("[data-selected]").forEach((output) => { output.textContent = named(output.dataset.selected).filter((box) => box.checked).length; });
    all("[data-sum]").forEach((output) => {
      const [name, key] = output.dataset.sum.split(":");
      const sum = named(name).filter((box) => box.checked).reduce((total, box) => total + Number(box.dataset[key] || 0), 0);
      output.textContent = key === "minutes" ? duration(sum) : rupiah(sum);
    });
    all("[data-needs]").forEach((button) => { if (!button.dataset.held) button.disabled = !named(button.dataset.needs).some((box) => box.checked); });
    all("[data-select-all]").forEach((box) => {
      const boxes = named(box.dataset.selectAll);
      const chosen = boxes.filter((one) => one.checked).length;
      box.checked = boxes.length > 0 && chosen === boxes.length;
      box.indeterminate = chosen > 0 && chosen < boxes.length;
    });
  }

  // Parts of a form that depend on a choice
  function showParts() {
    all("[data-show-when]").forEach((part) => {
      const [name, wanted] = part.dataset.showWhen.split("=");
      const form = part.closest("form");
      const control = form && form.elements[name];
      const shown = Boolean(control) && wanted.split("|").includes(control.value);
      part.hidden = !shown;
      all("input, select, textarea", part).forEach((input) => { input.disabled = !shown; });
    });
  }

  // The browser's own words for choosing a file follow the browser's language; ours follow the page's.
  function dressFiles() {
    const { chooseFile, noFile } = document.body.dataset;
    if (!chooseFile) return;
    all('input[type="file"].form-control:not([data-dressed])').forEach((input) => {
      input.dataset.dressed = "1";
      const dress = document.createElement("span");
      dress.className = "file-dress";
      const shown = document.createElement("span");
      shown.className = "form-control file-shown";
      shown.setAttribute("aria-hidden", "true");
      const button = document.createElement("span");
      button.className = "file-button";
      button.textContent = chooseFile;
      const name = document.createElement("span");
      name.className = "file-name";
      shown.append(button, name);
      input.before(dress);
      dress.append(input, shown);
      const beside = input.form?.elements[`${input.name}_chosen`];
      const tell = () => {
        const chosen = Array.from(input.files).map((file) => file.name).join(", ");
        name.textContent = chosen || noFile;
        if (beside) beside.value = chosen; // a check while writing is told that there is a file, not sent it
      };
      input.addEventListener("change", tell);
      tell();
    });
  }

  document.addEventListener("change", (event) => {
    const target = event.target;
    if (target.matches("[data-select-all]")) named(target.dataset.selectAll).forEach((box) => { box.checked = target.checked; });
    const form = target.closest("form[data-autosubmit]");
    if (form && !target.matches("[type=search], [type=text]")) form.requestSubmit();
    showSelection();
    showParts();
  });

  document.addEventListener("click", (event) => {
    const target = event.target.closest("[data-theme], [data-copy], [data-fill], [data-print], [data-back]");
    all("details.menu[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
    if (!target) return;
    if ("theme" in target.dataset) { window.siteTheme.choose(target.dataset.theme); showTheme(); }
    else if ("copy" in target.dataset) navigator.clipboard.writeText(target.dataset.copy).then(() => target.classList.add("is-copied"));
    else if ("fill" in target.dataset) fill(target.dataset.fill);
    else if ("print" in target.dataset) window.print();
    else history.back();
  });

  // `data-fill="login=1990..."` writes a value into a field and goes there.
  function fill(pair) {
    const at = pair.indexOf("=");
    const field = document.querySelector(`[name="${CSS.escape(pair.slice(0, at))}"]`);
    if (!field) return;
    field.value = pair.slice(at + 1);
    field.focus();
    field.scrollIntoView({ block: "center" });
  }

  // Keyboard in lists: j k x Enter / ?
  const rows = () => all("[data-list] [data-row]").filter((row) => row.offsetParent !== null);
  function move(step) {
    const list = rows();
    if (!list.length) return;
    const at = list.findIndex((row) => row.classList.contains("is-current"));
    const next = list[Math.min(Math.max(at + step, 0), list.length - 1)];
    list.forEach((row) => row.classList.toggle("is-current", row === next));
    next.scrollIntoView({ block: "nearest" });
    const link = next.querySelector("a[href]");
    if (link) link.focus({ preventScroll: true });
  }
  const keys = {
    j: () => move(1),
    k: () => move(-1),
    x: () => {
      const box = document.querySelector("[data-row].is-current input[type=checkbox]");
      if (box) { box.checked = !box.checked; box.dispatchEvent(new Event("change", { bubbles: true })); }
    },
    "/": () => { const search = document.querySelector("[data-search]"); if (search) search.focus(); },
    "?": () => { const help = document.getElementById("key-help"); if (help && !help.open) help.showModal(); },
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") all("details.menu[open]").forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
    if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    if (event.target.matches("input:not([type=checkbox]), textarea, select, [contenteditable]") || !document.querySelector("[data-list], [data-search]")) return;
    event.preventDefault();
    keys[event.key]();
  });

  // Charts: the library is fetched only where a page draws one.
  let library = null;
  function chartLibrary(source) {
    library = library || new Promise((ready, failed) => {
      const script = document.createElement("script");
      script.src = source;
      script.onload = () => ready(window.Chart);
      script.onerror = failed;
      document.head.append(script);
    });
    return library;
  }
  function drawChart(canvas, Chart) {
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(name).trim();
    const tones = ["--accent", "--wait", "--warn", "--good"].map(colour);
    const drawing = JSON.parse(canvas.dataset.chart);
    const grid = { color: colour("--line") };
    const ticks = { color: colour("--ink-2") };
    Chart.defaults.font.family = style.getPropertyValue("--bs-body-font-family");
    return new Chart(canvas, {
      type: drawing.kind,
      data: {
        labels: drawing.labels,
        datasets: Object.entries(drawing.series).map(([label, data], index) => ({
          label, data, borderColor: tones[index % 4], backgroundColor: tones[index % 4], borderWidth: 2, borderRadius: 4,
          borderDash: index ? [6, 3 * index] : [], pointStyle: ["circle", "rect", "triangle", "rectRot"][index % 4], maxBarThickness: 40,
        })),
      },
      options: {
        animation: false, responsive: true, maintainAspectRatio: false,
        plugins: { legend: { display: Object.keys(drawing.series).length > 1, labels: { color: colour("--ink") } } },
        scales: { x: { grid: { display: false }, ticks }, y: { beginAtZero: true, grid, ticks } },
      },
    });
  }
  function start() {
    all(".week").forEach((strip) => {
      const today = strip.querySelector(".day-today");
      if (today) strip.scrollLeft = today.offsetLeft - strip.offsetLeft - strip.clientWidth / 3;
    });
    showTheme();
    showSelection();
    showParts();
    dressFiles();
    all("canvas[data-chart]:not([data-drawn])").forEach((canvas) => {
      canvas.dataset.drawn = "1";
      chartLibrary(canvas.dataset.chartSource).then((Chart) => drawChart(canvas, Chart));
    });
  }
  document.addEventListener("htmx:afterSettle", start);
  start();
})();
