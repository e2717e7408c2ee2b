// The error summary takes focus, a form is sent once, and not without a connection.

const WAIT_MS = 8000;

function focusSummary(root) {
  root.querySelector("[data-error-summary]")?.focus();
}

function release(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[aria-busy]")) {
    button.removeAttribute("aria-busy");
    button.removeAttribute("aria-disabled");
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (!navigator.onLine) {
    event.preventDefault();
    document.dispatchEvent(new CustomEvent("osnowa:offline"));
    return;
  }
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  const button = event.submitter;
  // after the browser has taken the values, the button's own among them
  setTimeout(() => {
    button?.setAttribute("aria-busy", "true");
    button?.setAttribute("aria-disabled", "true");
  });
  // a download leaves the page standing
  setTimeout(() => release(form), WAIT_MS);
});

// htmx sends by itself and says when it is done
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest?.("form");
  if (form) release(form);
});

// a page from the back button comes as it was left
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) release(form);
});

// a click in the summary must land in the field, also in one that is folded away
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-error-summary] a");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  for (let fold = field.closest("details:not([open])"); fold; fold = fold.parentElement.closest("details:not([open])")) fold.open = true;
  const place = field.closest(".field") ?? field;
  place.scrollIntoView({ block: "center" });
  field.focus({ preventScroll: true });
});

// our own summary explains more than the browser's bubble
for (const form of document.querySelectorAll("form[method=post]")) form.noValidate = true;
document.addEventListener("htmx:afterSwap", (event) => focusSummary(event.target));
focusSummary(document);
