// Menus that close, the strip for a lost connection, selected rows, chosen columns, printing.

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("[data-menu][open]")) if (!menu.contains(event.target)) menu.open = false;
  if (event.target.closest("[data-print]")) print();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = event.target.closest?.("details[open]:is([data-menu], [data-confirm])");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});

const strip = document.querySelector("[data-offline-strip]");
const connected = () => { if (strip) strip.hidden = navigator.onLine; };
addEventListener("online", connected);
addEventListener("offline", connected);
document.addEventListener("osnowa:offline", () => { if (strip) strip.hidden = false; });
document.addEventListener("htmx:sendError", () => { if (strip) strip.hidden = false; });
connected();

// A table that is wider than its place says so; its hint follows it.
const fits = new ResizeObserver((entries) => {
  for (const { target } of entries) target.dataset.fits = target.scrollWidth > target.clientWidth + 1 ? "no" : "yes";
});
for (const wrap of document.querySelectorAll(".table-wrap")) if (wrap.nextElementSibling?.matches(".scroll-hint")) fits.observe(wrap);

// A list where rows are ticked: [data-selection] holds the boxes ([data-select], one [data-select-all]) and the bar ([data-selection-bar]).
function count(list) {
  const boxes = [...list.querySelectorAll("[data-select]")];
  const chosen = boxes.filter((box) => box.checked).length;
  const all = list.querySelector("[data-select-all]");
  if (all) {
    all.checked = chosen > 0 && chosen === boxes.length;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
  }
  const bar = list.querySelector("[data-selection-bar]");
  if (bar) bar.hidden = chosen === 0;
  for (const place of list.querySelectorAll("[data-selection-count]")) place.textContent = chosen;
}
document.addEventListener("change", (event) => {
  const list = event.target.closest("[data-selection]");
  if (!list) return;
  if (event.target.matches("[data-select-all]")) for (const box of list.querySelectorAll("[data-select]")) box.checked = event.target.checked;
  count(list);
});
document.querySelectorAll("[data-selection]").forEach(count);

// <details data-columns-for="offers"> gets a box for each column of <table id="offers">; the choice is remembered here.
for (const chooser of document.querySelectorAll("[data-columns-for]")) {
  const table = document.getElementById(chooser.dataset.columnsFor);
  const panel = chooser.querySelector("[data-columns]");
  if (!table || !panel) continue;
  const key = `osnowa:columns:${table.id}`;
  const hidden = new Set(JSON.parse(localStorage.getItem(key) ?? "[]"));
  const show = (index, visible) => { for (const row of table.rows) if (row.cells.length > 1 && row.cells[index]) row.cells[index].hidden = !visible; };
  [...table.tHead.rows[0].cells].forEach((head, index) => {
    const name = head.textContent.trim();
    if (!name || index === 0 || head.dataset.always !== undefined) return;
    const label = document.createElement("label");
    const box = Object.assign(document.createElement("input"), { type: "checkbox", checked: !hidden.has(name) });
    label.append(box, name);
    panel.append(label);
    show(index, box.checked);
    box.addEventListener("change", () => {
      if (box.checked) hidden.delete(name);
      else hidden.add(name);
      show(index, box.checked);
      localStorage.setItem(key, JSON.stringify([...hidden]));
    });
  });
}
