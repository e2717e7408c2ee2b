// Thousands are spaced while a person types; a point becomes a comma. The server reads either.

const NBSP = "\u00a0";
const AMOUNT = /^(-?)(\d*)(?:,(\d*))?$/;

function spaced(digits) {
  return digits.replace(/\B(?=(\d{3})+$)/g, NBSP);
}

function written(text) {
  const parts = AMOUNT.exec(text.replace(/[\s\u00a0\u202f]/g, "").replace("\u2212", "-").replace(".", ","));
  if (!parts) return null;
  const [, sign, whole, cents] = parts;
  return sign + spaced(whole) + (cents === undefined ? "" : `,${cents}`);
}

function caretAfter(text, count) {
  let place = 0;
  for (let seen = 0; place < text.length && seen < count; place += 1) if (!/\s/.test(text[place])) seen += 1;
  return place;
}

document.addEventListener("input", (event) => {
  const field = event.target;
  if (!field.matches?.("[data-money]") || event.isComposing) return;
  const text = written(field.value);
  if (text === null || text === field.value) return;
  const before = field.value.slice(0, field.selectionStart).replace(/\s/g, "").length;
  field.value = text;
  if (document.activeElement === field) field.setSelectionRange(...Array(2).fill(caretAfter(text, before)));
});

document.addEventListener("focusout", (event) => {
  const field = event.target;
  if (!field.matches?.("[data-money]")) return;
  const parts = AMOUNT.exec((written(field.value) ?? "x").replace(/\s/g, ""));
  if (!parts || !parts[2] || (parts[3] ?? "").length > 2) return;
  field.value = `${parts[1]}${spaced(parts[2])},${(parts[3] ?? "").padEnd(2, "0")}`;
});
