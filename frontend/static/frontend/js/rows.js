// Rows of a table are added, removed and moved in place; without script the same buttons submit the form.
// A row's handle ([data-handle]) also moves it by arrow keys and by dragging; cells copied from a spreadsheet
// are pasted over the cells from the focused one on, with new rows where they are needed.

function rowsOf(wrap) {
  return [...wrap.querySelectorAll("tbody > [data-row]:not([hidden])")];
}

function total(wrap) {
  const name = `${wrap.dataset.rows}-TOTAL_FORMS`;
  return (wrap.closest("form") ?? document).querySelector(`[name="${CSS.escape(name)}"]`);
}

function renumber(wrap) {
  const prefix = wrap.dataset.rows;
  const numbered = new RegExp(`(^|id_|\\s)${prefix.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}-(?:\\d+|__prefix__)(?=-|$|\\s)`, "g");
  let shown = 0;
  [...wrap.querySelectorAll("tbody > [data-row]")].forEach((row, index) => {
    for (const element of row.querySelectorAll("[name], [id], [for], [aria-describedby], button[value]")) {
      for (const attribute of ["name", "id", "for", "aria-describedby", ...(element.matches("button") ? ["value"] : [])]) {
        const old = element.getAttribute(attribute);
        if (old) element.setAttribute(attribute, old.replace(numbered, `$1${prefix}-${index}`));
      }
    }
    if (!row.hidden) row.querySelector("[data-row-number]").textContent = shown += 1;
  });
  total(wrap).value = wrap.querySelectorAll("tbody > [data-row]").length;
  wrap.dispatchEvent(new Event("input", { bubbles: true }));
  wrap.dispatchEvent(new Event("change", { bubbles: true }));
}

function add(wrap) {
  wrap.querySelector("tbody").append(wrap.querySelector("template").content.cloneNode(true));
  renumber(wrap);
  const row = rowsOf(wrap).at(-1);
  row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
}

function remove(wrap, row) {
  const next = row.nextElementSibling ?? row.previousElementSibling;
  const stored = row.querySelector("input[type=hidden][name$='-id'][value]:not([value=''])");
  const mark = row.querySelector("input[name$='-DELETE']");
  if (stored && mark) {
    mark.checked = true;
    row.hidden = true;
  } else row.remove();
  renumber(wrap);
  (next?.querySelector("[data-remove-row]") ?? document.querySelector(`[data-add-row="${wrap.dataset.rows}"]`))?.focus();
}

function move(wrap, row, button, up = button.name === "up") {
  const other = up ? row.previousElementSibling : row.nextElementSibling;
  if (!other) return;
  if (up) other.before(row);
  else other.after(row);
  renumber(wrap);
  button.focus();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const adding = button.dataset.addRow;
  const wrap = adding ? document.querySelector(`[data-rows="${CSS.escape(adding)}"]`) : button.closest("[data-rows]");
  if (!wrap || !total(wrap)) return;
  const row = button.closest("[data-row]");
  if (adding && wrap.querySelector("template")) add(wrap);
  else if (row && button.name === "remove") remove(wrap, row);
  else if (row && (button.name === "up" || button.name === "down")) move(wrap, row, button);
  else return;
  event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  const handle = event.target.closest?.("[data-handle]");
  if (!handle || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
  event.preventDefault();
  move(handle.closest("[data-rows]"), handle.closest("[data-row]"), handle, event.key === "ArrowUp");
});

document.addEventListener("pointerdown", (event) => {
  const handle = event.target.closest?.("[data-handle]");
  if (!handle || event.button !== 0) return;
  const row = handle.closest("[data-row]");
  const wrap = handle.closest("[data-rows]");
  let moved = false;
  const follow = (move) => {
    const under = document.elementFromPoint(move.clientX, move.clientY)?.closest("[data-row]");
    if (!under || under === row || under.parentElement !== row.parentElement) return;
    const box = under.getBoundingClientRect();
    if (move.clientY < box.top + box.height / 2) under.before(row);
    else under.after(row);
    moved = true;
    row.dataset.dragged = "";
  };
  const drop = () => {
    removeEventListener("pointermove", follow);
    delete row.dataset.dragged;
    if (!moved) return;
    renumber(wrap);
    // the press that ends a drag is no press of the button
    handle.addEventListener("click", (click) => { click.preventDefault(); click.stopPropagation(); }, { once: true, capture: true });
    setTimeout(() => handle.focus());
  };
  addEventListener("pointermove", follow);
  addEventListener("pointerup", drop, { once: true });
  addEventListener("pointercancel", drop, { once: true });
});

const TYPED = "td > :is(input:not([type=hidden]), select, textarea)";

document.addEventListener("paste", (event) => {
  const cell = event.target.closest?.(`[data-rows] [data-row] ${TYPED}`);
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!cell || !text.includes("\t")) return;
  event.preventDefault();
  const wrap = cell.closest("[data-rows]");
  const first = rowsOf(wrap).indexOf(cell.closest("[data-row]"));
  const column = [...cell.closest("[data-row]").querySelectorAll(TYPED)].indexOf(cell);
  text.replace(/(\r?\n)+$/, "").split(/\r?\n/).forEach((line, place) => {
    while (rowsOf(wrap).length <= first + place) wrap.querySelector("tbody").append(wrap.querySelector("template").content.cloneNode(true));
    const fields = [...rowsOf(wrap)[first + place].querySelectorAll(TYPED)];
    line.split("\t").forEach((value, offset) => {
      const field = fields[column + offset];
      if (field && field.tagName !== "SELECT") field.value = value.trim();
    });
  });
  renumber(wrap);
  rowsOf(wrap)[first].querySelectorAll(TYPED)[column].focus();
});
