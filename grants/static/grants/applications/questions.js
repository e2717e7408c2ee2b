// A question that depends on an answer shows and hides at once. Hidden ones keep what was typed; the server leaves
// them out. The field "asked" tells the server which questions this page has shown.

const root = document.querySelector("[data-questions]");

function answersTo(code) {
  const fields = [...root.querySelectorAll(`[name="${CSS.escape(code)}"]`)];
  return fields.filter((field) => field.checked ?? true).map((field) => field.value);
}

function follow() {
  const shown = new Set();
  for (const place of root.querySelectorAll("[data-question]")) {
    const [code, wanted] = JSON.parse(place.dataset.condition ?? "[]");
    place.hidden = Boolean(code) && !(shown.has(code) && answersTo(code).includes(wanted));
    if (!place.hidden) shown.add(place.dataset.question);
  }
  root.querySelector("[data-asked]").value = [...shown].join(" ");
}

if (root) {
  root.addEventListener("change", follow);
  follow();
}
