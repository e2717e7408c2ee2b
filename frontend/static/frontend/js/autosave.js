// A draft saves itself. `form[data-autosave][data-autosave-url]` is posted some time after a change;
// the words of `[data-autosave-state]` come from its own data attributes, so they are translated by the page.
// The server may answer JSON: {"saved_at": "14:32", "message": "…", "fields": {"version": "5"}}.
// What could not be sent is kept in this browser and offered back; once saved it is forgotten.

const TYPING_MS = 1200;
const RETRY_MS = 20000;

class Draft {
  constructor(form) {
    this.form = form;
    this.state = form.querySelector("[data-autosave-state]") ?? document.querySelector("[data-autosave-state]");
    this.key = `osnowa:draft:${location.pathname}`;
    this.busy = false;
    this.waiting = false;
    form.addEventListener("input", () => this.later(TYPING_MS));
    form.addEventListener("change", () => this.later(300));
    form.addEventListener("submit", (event) => this.sent(event));
    addEventListener("online", () => this.unsent() && this.save());
    addEventListener("pagehide", () => this.timer && this.keep());
    this.offer();
  }

  say(state, detail = "") {
    if (!this.state || (this.state.dataset.state === state && !detail)) return;
    this.state.dataset.state = state;
    this.state.textContent = `${this.state.dataset[state] ?? ""} ${detail}`.trim();
  }

  later(milliseconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), milliseconds);
  }

  values() {
    const pairs = [...new FormData(this.form)].filter(
      ([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken" && !this.secret(name),
    );
    return JSON.stringify(pairs);
  }

  secret(name) {
    const field = this.form.elements.namedItem(name);
    return field?.type === "password" || field?.dataset?.private !== undefined;
  }

  keep() {
    try { localStorage.setItem(this.key, this.values()); } catch { /* a full or forbidden store: the page still holds the text */ }
  }

  unsent() {
    try { return localStorage.getItem(this.key); } catch { return null; }
  }

  forget() {
    try { localStorage.removeItem(this.key); } catch { /* nothing was kept */ }
  }

  // A draft under way comes back with the revision that the form must send: without it the two would be strangers.
  sent(event) {
    clearTimeout(this.timer);
    this.timer = null;
    this.waiting = false;
    if (!this.busy) return;
    event.preventDefault();
    this.after = { submitter: event.submitter };
  }

  async save() {
    clearTimeout(this.timer);
    this.timer = null;
    if (this.form.dataset.sent) return;
    if (this.busy) {
      this.waiting = true;
      return;
    }
    this.busy = true;
    this.say("saving");
    try {
      const response = await fetch(this.form.dataset.autosaveUrl, {
        method: "POST",
        body: new FormData(this.form),
        headers: { "X-Autosave": "1", Accept: "application/json" },
      });
      const json = response.headers.get("Content-Type")?.includes("json") ? await response.json() : {};
      if (response.ok && !response.redirected) this.saved(json);
      else this.failed("failed", json.message ?? "");
    } catch {
      this.failed("offline");
    }
    this.busy = false;
    if (this.after) {
      const { submitter } = this.after;
      this.after = null;
      this.form.requestSubmit(submitter);
    } else if (this.waiting) {
      this.waiting = false;
      this.save();
    }
  }

  saved(answer) {
    for (const [name, value] of Object.entries(answer.fields ?? {})) {
      const field = this.form.elements.namedItem(name);
      if (field) field.value = value;
    }
    this.forget();
    const now = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    this.say("saved", answer.saved_at ?? now);
  }

  failed(state, detail) {
    this.keep();
    this.say(state, detail);
    if (state === "offline") this.timer = setTimeout(() => this.save(), RETRY_MS);
  }

  // Offered only when it differs from what the server has.
  offer() {
    const kept = this.unsent();
    const box = document.querySelector("[data-autosave-restore]");
    if (!kept || !box || kept === this.values()) return;
    box.hidden = false;
    box.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      if (button.value === "restore") this.restore(JSON.parse(kept));
      else this.forget();
      box.hidden = true;
    });
  }

  restore(pairs) {
    const values = new Map();
    for (const [name, value] of pairs) values.set(name, [...(values.get(name) ?? []), value]);
    for (const field of this.form.elements) {
      if (!field.name || field.type === "hidden" || field.type === "file" || field.type === "submit") continue;
      const wanted = values.get(field.name);
      if (field.type === "checkbox" || field.type === "radio") field.checked = wanted?.includes(field.value) ?? false;
      else if (wanted) field.value = wanted.shift();
    }
    this.form.dispatchEvent(new Event("input", { bubbles: true }));
    this.later(0);
  }
}

for (const form of document.querySelectorAll("form[data-autosave]")) new Draft(form);
