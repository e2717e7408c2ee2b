// Checks a chain of entries in the visitor's browser: nothing leaves it. The same rules as audit/rules.py and
// audit/file.py. No module, so that the page works when it is saved together with this file and opened from a disk.

(() => {
  const form = document.querySelector("form[data-record]");
  if (!form) return;
  const result = document.querySelector("[data-record-result]");
  const sentences = JSON.parse(document.getElementById("record-sentences").textContent);
  const FORMAT = "osnowa-chain-1";
  const ZERO = "0".repeat(64);
  const LATE_MS = 24 * 3600 * 1000;
  const TELL_EVERY = 1000;

  class Unreadable extends Error {
    constructor(number) { super(); this.number = number; }
  }

  const say = (what, values = {}) => sentences[what].replace(/%\((\w+)\)s/g, (_, name) => values[name]);

  // --- the rules --------------------------------------------------------------------------------
  async function sha256(bytes) {
    const digest = await crypto.subtle.digest("SHA-256", bytes);
    return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
  }
  const ofText = (text) => sha256(new TextEncoder().encode(text));

  function byCodePoint(one, other) {
    const [left, right] = [[...one], [...other]];
    for (let i = 0; i < Math.min(left.length, right.length); i++) {
      const difference = left[i].codePointAt(0) - right[i].codePointAt(0);
      if (difference) return difference;
    }
    return left.length - right.length;
  }

  function canonical(value) {
    if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
    if (value === null || typeof value !== "object") return JSON.stringify(value);
    const pairs = Object.keys(value).sort(byCodePoint).map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`);
    return `{${pairs.join(",")}}`;
  }

  const continues = async (line, previous) => (await ofText(previous + line.contents)) === line.hash;

  async function flaw(line, expected, head, before, passed) {
    if (line.seq > expected) return { how: "removed", seq: expected };
    if (line.seq < expected) return { how: "inserted", seq: line.seq };
    const [contents, fits, skips, other] = await Promise.all([
      line.facts && ofText(canonical(line.facts)),
      continues(line, head),
      before && continues(line, before),
      before && line.previous !== head && continues(line, line.previous),
    ]);
    if (line.facts && contents !== line.contents) return { how: "altered", seq: line.seq };
    if (skips) return { how: "inserted", seq: line.seq - 1 };
    if (other) return { how: "replaced", seq: line.seq - 1 };
    if (line.previous !== head || !fits) return { how: "altered", seq: line.seq };
    if (passed && line.facts && Date.parse(line.facts.at) < Date.parse(passed.made_at) - LATE_MS) {
      return { how: "later", seq: line.seq, day: passed.day };
    }
    return null;
  }

  async function check(lines, heads, wanted) {
    const outcome = { entries: 0, head: ZERO, keptBack: 0, broken: null, found: [] };
    const coming = heads.filter((head) => head.seq).sort((a, b) => a.seq - b.seq || (a.made_at < b.made_at ? -1 : 1));
    let before = "";
    let passed = null;
    for await (const line of lines) {
      outcome.broken = await flaw(line, outcome.entries + 1, outcome.head, before, passed);
      const doubtful = passed ? passed.seq + 1 : 1;
      while (!outcome.broken && coming.length && coming[0].seq === line.seq) {
        const head = coming.shift();
        if (head.hash !== line.hash) {
          outcome.broken = { how: "rewritten", seq: doubtful, day: head.day, last: head.seq };
        }
        passed = head;
      }
      if (outcome.broken) return outcome;
      before = outcome.head;
      outcome.head = line.hash;
      outcome.entries = line.seq;
      if (!line.facts) outcome.keptBack += 1;
      for (const one of wanted) {
        if (line.hash === one) outcome.found.push({ wanted: one, line, isLink: true });
        for (const value of Object.values(line.facts?.noted ?? {})) {
          if (value === one) outcome.found.push({ wanted: one, line, isLink: false });
        }
      }
      if (line.seq % TELL_EVERY === 0) show("info", [`${line.seq}…`]);
    }
    if (coming.length) {
      outcome.broken = { how: "cut", seq: outcome.entries + 1, day: coming[0].day, last: coming[0].seq };
    }
    return outcome;
  }

  // --- the files --------------------------------------------------------------------------------
  async function* textsOf(file) {
    const reader = file.stream().pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      const texts = (rest + value).split("\n");
      rest = texts.pop();
      yield* texts;
    }
    if (rest) yield rest;
  }

  function parsed(text, number) {
    try {
      return JSON.parse(text);
    } catch {
      throw new Unreadable(number);
    }
  }

  const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

  function sound(row) {
    return isObject(row) && Number.isInteger(row.seq)
      && [row.previous, row.contents, row.hash].every((text) => typeof text === "string")
      && (row.facts === undefined || row.facts === null || (isObject(row.facts) && isObject(row.facts.noted)));
  }

  async function* linesOf(texts) {
    let number = 1;
    for await (const text of texts) {
      number += 1;
      if (!text.trim()) continue;
      const row = parsed(text, number);
      if (!sound(row)) throw new Unreadable(number);
      yield row;
    }
  }

  async function checkFile(file, heads, wanted) {
    const texts = textsOf(file);
    const title = parsed((await texts.next()).value ?? "", 1);
    if (!isObject(title) || title.format !== FORMAT || !Number.isInteger(title.seq)) throw new Unreadable(1);
    const known = heads.filter((head) => head.made_at <= title.exported_at);
    const own = { seq: title.seq, hash: title.hash, day: title.exported_at.slice(0, 10), made_at: title.exported_at };
    const outcome = await check(linesOf(texts), [...known, own], wanted);
    if (!outcome.broken && outcome.entries > title.seq) outcome.broken = { how: "inserted", seq: title.seq + 1 };
    return { title, outcome };
  }

  async function headsOf(file) {
    if (!file) return null;
    try {
      const kept = JSON.parse(await file.text());
      return Array.isArray(kept.heads) ? kept : undefined;
    } catch {
      return undefined;
    }
  }

  // --- what the page says -------------------------------------------------------------------------
  function show(tone, texts) {
    const note = document.createElement("div");
    note.className = `note ${tone}`;
    const inside = document.createElement("div");
    texts.forEach((text, index) => {
      const paragraph = document.createElement("p");
      if (index === 0) paragraph.className = "note-heading";
      paragraph.textContent = text;
      inside.append(paragraph);
    });
    note.append(inside);
    result.replaceChildren(note);
  }

  function where({ wanted, line, isLink }) {
    if (isLink || !line.facts) return say("is_link", { wanted, seq: line.seq });
    const form = { dateStyle: "long", timeStyle: "short", timeZone: "Europe/Warsaw" };
    const at = new Date(line.facts.at).toLocaleString(document.documentElement.lang === "en" ? "en-GB" : "pl", form);
    return say("in_entry", { wanted, seq: line.seq, at, thing: line.facts.thing });
  }

  async function answer() {
    const [chain] = form.elements.chain.files;
    const [document_] = form.elements.document.files;
    const heads = await headsOf(form.elements.heads.files[0]);
    if (heads === undefined) return show("bad", [say("no_heads")]);
    const wanted = form.elements.checksum.value.trim() ? [form.elements.checksum.value.trim().toLowerCase()] : [];
    if (document_) wanted.push(await sha256(await document_.arrayBuffer()));
    const { title, outcome } = await checkFile(chain, heads?.heads ?? [], wanted);
    if (heads && heads.town !== title.town) return show("bad", [say("other_town", { town: heads.town })]);
    if (outcome.broken) return show("bad", [`${title.town}: ${say(outcome.broken.how, outcome.broken)}`]);
    const said = [`${title.town}: ${say("unbroken", outcome)}`];
    if (outcome.keptBack) said.push(say("kept_back", { number: outcome.keptBack }));
    said.push(...outcome.found.map(where));
    const missing = wanted.filter((one) => !outcome.found.some((find) => find.wanted === one));
    said.push(...missing.map((one) => say("nowhere", { wanted: one })));
    return show(missing.length ? "warn" : "ok", said);
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      await answer();
    } catch (problem) {
      if (!(problem instanceof Unreadable)) throw problem;
      show("bad", [say("unreadable", { number: problem.number })]);
    }
  });

  if (globalThis.crypto?.subtle) form.hidden = false;
  else document.querySelector("[data-record-insecure]").hidden = false;
})();
