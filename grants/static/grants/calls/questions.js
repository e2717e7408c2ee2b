// While a question is built: fields that its kind of answer does not have are put away.

const kind = document.querySelector("[data-question-kind]");

function follow() {
  for (const field of document.querySelectorAll("[data-kinds]")) {
    field.closest(".field").hidden = !field.dataset.kinds.split(" ").includes(kind.value);
  }
}

if (kind) {
  kind.addEventListener("change", follow);
  follow();
}
