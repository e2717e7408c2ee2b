// A draft saves itself. `form[data-autosave][data-autosave-url]` is posted some time after a change;
// the words of `[data-autosave-state]` come from its own data attributes, so they are translated by the page.
// The server may answer JSON: {"saved_at": "14:32", "message": "…", "fields": {"seen": "…"}}.
//
// What is typed lies in this browser until the server has it: a lost connection, an ended session, a closed tab or
// a server that is down lose nothing. A page that finds such text of the same person sends it before anything else;
// the server merges it, or shows what it cannot decide. Another person at the same browser never sees it.

const TYPING_MS = 1200;
const RETRY_MS = 5000;
const LONGEST_RETRY_MS = 15000;

class Draft {
  constructor(form) {
    this.form = form;
    this.state = form.querySelector("[data-autosave-state]") ?? document.querySelector("[data-autosave-state]");
    this.key = `osnowa:draft:${document.body.dataset.person ?? ""}:${location.pathname}`;
    this.busy = false;
    this.waiting = false;
    this.changed = false;
    this.pause = RETRY_MS;
    form.addEventListener("input", () => this.typed(TYPING_MS));
    form.addEventListener("change", () => this.typed(300));
    form.addEventListener("submit", (event) => this.sent(event));
    addEventListener("online", () => this.unsent() && this.save());
    this.redeem();
  }

  say(state, detail = "") {
    if (!this.state || (this.state.dataset.state === state && !detail)) return;
    this.state.dataset.state = state;
    this.state.textContent = `${this.state.dataset[state] ?? ""} ${detail}`.trim();
  }

  typed(milliseconds) {
    this.changed = true;
    this.keep();
    this.later(milliseconds);
  }

  later(milliseconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), milliseconds);
  }

  pairs() {
    return [...new FormData(this.form)].filter(
      ([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken" && !this.secret(name),
    );
  }

  secret(name) {
    const field = this.form.elements.namedItem(name);
    return field?.type === "password" || field?.dataset?.private !== undefined;
  }

  keep() {
    try { localStorage.setItem(this.key, JSON.stringify(this.pairs())); } catch { /* a full or forbidden store: the page still holds the text */ }
  }

  unsent() {
    try { return localStorage.getItem(this.key); } catch { return null; }
  }

  forget() {
    try { localStorage.removeItem(this.key); } catch { /* nothing was kept */ }
  }

  // The page is left only when the server has what was typed, or is to show why it cannot take it.
  sent(event) {
    if (!this.changed && !this.busy) return;
    event.preventDefault();
    this.after = { submitter: event.submitter };
    this.waiting = false;
    if (!this.busy) this.save();
  }

  post(data) {
    return fetch(this.form.dataset.autosaveUrl, {
      method: "POST",
      body: data,
      headers: { "X-Autosave": "1", Accept: "application/json" },
    });
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
    this.changed = false;
    this.say("saving");
    const data = new FormData(this.form);
    let heard = false;
    try {
      heard = await this.answered(await this.post(data), data);
    } catch {
      this.again("offline");
    }
    this.busy = false;
    this.changed ||= !heard;
    if (this.after) this.leave(heard);
    else if (this.waiting) {
      this.waiting = false;
      this.save();
    }
  }

  leave(heard) {
    const { submitter } = this.after;
    this.after = null;
    if (!heard) return;
    clearTimeout(this.timer);
    this.changed = false;
    this.forget();
    this.form.requestSubmit(submitter);
  }

  // Whether the server has the text, or says what is wrong with it. Another page in its place is no answer to that.
  async answered(response, data) {
    const json = response.headers.get("Content-Type")?.includes("json") ? await response.json() : {};
    this.fill(json.fields ?? {}, data);
    if (response.ok && !response.redirected) this.saved(json);
    else if (response.status === 401) this.signedOut(json.message ?? "");
    else if (response.status >= 500 || response.status === 429) this.again("failed");
    else this.say("failed", json.message ?? "");
    return (response.ok && !response.redirected) || response.status === 409 || response.status === 422;
  }

  // A field that has been typed in since it was sent is left alone: it is sent again anyway.
  fill(fields, sent) {
    for (const [name, value] of Object.entries(fields)) {
      const field = this.form.elements.namedItem(name);
      if (!field || (field.type !== "hidden" && field.value !== sent.get(name))) continue;
      if (field.type === "checkbox") field.checked = Boolean(value);
      else field.value = value;
    }
  }

  saved(answer) {
    this.pause = RETRY_MS;
    if (!this.changed) this.forget();
    const now = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    this.say("saved", `${answer.saved_at ?? now} ${answer.message ?? ""}`.trim());
  }

  // Nothing is wrong with the text: it is tried again, less and less often.
  again(state) {
    this.say(state);
    this.later(this.pause);
    this.pause = Math.min(this.pause * 2, LONGEST_RETRY_MS);
  }

  signedOut(sentence) {
    this.say("failed", sentence);
    if (!this.state) return;
    const link = Object.assign(document.createElement("a"), {
      href: `/accounts/login/?next=${encodeURIComponent(location.pathname + location.search)}`,
      textContent: this.state.dataset.signIn ?? "",
    });
    this.state.append(" ", link);
  }

  // Text that this browser kept: sent as it was, then the page is made anew with everything in its place.
  async redeem() {
    const kept = this.unsent();
    if (!kept) return;
    if (document.querySelector("main [aria-invalid], [data-error-summary]")) return;
    if (kept === JSON.stringify(this.pairs())) {
      this.forget();
      return;
    }
    const data = new FormData();
    for (const [name, value] of JSON.parse(kept)) data.append(name, value);
    data.append("csrfmiddlewaretoken", this.form.elements.namedItem("csrfmiddlewaretoken").value);
    this.busy = true;
    this.say("saving");
    try {
      const response = await this.post(data);
      if (response.ok && !response.redirected) {
        this.forget();
        location.reload();
        return;
      }
      if (response.status === 409 || response.status === 422) {
        this.show(data);
        return;
      }
      this.say("failed");
    } catch {
      this.say("offline");
    }
    this.busy = false;
  }

  // What cannot be saved as it is comes back as a page, with the typed text in the fields and the reason beside them.
  show(data) {
    this.forget();
    const form = Object.assign(document.createElement("form"), { method: "post", action: this.form.dataset.autosaveUrl, hidden: true });
    for (const [name, value] of data) form.append(Object.assign(document.createElement("textarea"), { name, value }));
    form.append(Object.assign(document.createElement("textarea"), { name: "go", value: "stay" }));
    document.body.append(form);
    form.submit();
  }
}

for (const form of document.querySelectorAll("form[data-autosave]")) new Draft(form);
