// Totals that follow the typing: `form[data-live-url]` is posted while a person types,
// and the answer, a fragment, takes the place of what `[data-live-target]` holds.

const PAUSE_MS = 350;
const waiting = new WeakMap();

async function refresh(form) {
  waiting.get(form)?.abort?.abort();
  const abort = new AbortController();
  waiting.set(form, { abort });
  const target = form.querySelector("[data-live-target]") ?? document.querySelector("[data-live-target]");
  try {
    const response = await fetch(form.dataset.liveUrl, {
      method: "POST",
      body: new FormData(form),
      headers: { "X-Live": "1" },
      signal: abort.signal,
    });
    if (!target || response.redirected || !(response.ok || response.status === 422)) return;
    target.innerHTML = await response.text();
    form.dispatchEvent(new CustomEvent("osnowa:live", { bubbles: true }));
  } catch {
    // an older question, or no connection: the last totals stay
  }
}

function later(form) {
  const held = waiting.get(form) ?? {};
  clearTimeout(held.timer);
  waiting.set(form, { ...held, timer: setTimeout(() => refresh(form), PAUSE_MS) });
}

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-live-url]");
  if (form) later(form);
});
