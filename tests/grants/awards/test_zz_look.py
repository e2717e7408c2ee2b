import os
from urllib.parse import unquote, urlsplit
import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.handlers import StaticFilesHandlerMixin
from playwright.sync_api import sync_playwright
from tests.builders_awards import *
from tests.builders_scoring import *
from grants.awards import actions
from grants.scoring import actions as scoring
import mimetypes, pathlib

OFFERS = [
    {"organisation": "UKS „Dynamika”", "grant": "16000.00", "total": "20000.00", "title": "Siatkówka dla dziewcząt i chłopców"},
    {"organisation": "UKS „Ares”", "grant": "10000.00", "total": "12000.00", "title": "Zapasy – treningi i zawody"},
    {"organisation": "KS „Huk”", "grant": "24700.00", "total": "30000.00", "title": "Piłka nożna w gminie"},
    {"organisation": "LZS „Wrzos” Szyszków", "grant": "27000.00", "total": "31000.00", "title": "Rozgrywki ligowe drużyn młodzieżowych i seniorskich"},
    {"organisation": "Stowarzyszenie Kobiet Wiejskich „Dolina”", "grant": "9500.00", "total": "11000.00", "title": "Festyn rodzinny i warsztaty", "lot": 1},
    {"organisation": "Stowarzyszenie Wspierania Tradycji i Kultury „Przedmieście”", "grant": "10750.00", "total": "12000.00", "title": "Tradycje przedmieścia", "lot": 1},
]

import queue, threading

class Look:
    def __init__(self, browser_of):
        self.browser_of = browser_of
        self.who = None; self.clients = {}
        self.jobs = queue.Queue(); self.shots = queue.Queue()
        self.thread = threading.Thread(target=self.run, daemon=True); self.thread.start()
    def client(self):
        key = self.who.user_id if self.who else 0
        if key not in self.clients:
            self.clients[key] = self.browser_of(self.who)
        return self.clients[key]
    def serve(self, method, url, body, headers):
        u = urlsplit(url)
        full = u.path + ("?" + u.query if u.query else "")
        if method == "GET":
            r = self.client().get(full)
        else:
            r = self.client().generic("POST", full, body or b"", content_type=headers.get("content-type"), headers={k: v for k, v in headers.items() if k.startswith("x-")})
        return r.status_code, dict(r.items()), r.content
    def handle(self, route, request):
        u = urlsplit(request.url)
        if u.path.startswith("/static/"):
            p = finders.find(unquote(u.path[len("/static/"):]))
            if not p: return route.fulfill(status=404, body="")
            return route.fulfill(status=200, content_type=mimetypes.guess_type(p)[0] or "text/plain", body=pathlib.Path(p).read_bytes())
        answer = queue.Queue()
        self.jobs.put((request.method, request.url, request.post_data_buffer, request.headers, answer))
        status, headers, body = answer.get()
        if status in (301, 302):
            return route.fulfill(status=200, content_type="text/html", body=f'<meta http-equiv=refresh content="0;url={headers["Location"]}">')
        headers.pop("Content-Length", None)
        route.fulfill(status=status, headers=headers, body=body)
    def run(self):
        with sync_playwright() as p:
            b = p.chromium.launch(executable_path="/usr/bin/chromium")
            while True:
                path, name, act, width = self.shots.get()
                try:
                    ctx = b.new_context(viewport={"width": width, "height": 900}, locale="pl")
                    page = ctx.new_page()
                    page.route("**/*", self.handle)
                    errs = []
                    page.on("console", lambda m: errs.append(m.text) if m.type == "error" else None)
                    page.goto("http://lipowo.localhost" + path, wait_until="networkidle")
                    if act: act(page); page.wait_for_timeout(900)
                    over = page.evaluate("document.documentElement.scrollWidth > innerWidth")
                    print(name, width, "OVERFLOW" if over else "", errs[:3])
                    page.screenshot(path=f"/tmp/shots/{name}-{width}.png", full_page=True)
                    ctx.close()
                except Exception as e:
                    print(name, "FAILED", e)
                self.jobs.put(None)
    def shot(self, who, path, name, act=None, widths=(1280, 390)):
        self.who = who
        for w in widths:
            self.shots.put((path, name, act, w))
            while (job := self.jobs.get()) is not None:
                *args, answer = job
                try: answer.put(self.serve(*args))
                except Exception as e:
                    import traceback; traceback.print_exc(); answer.put((500, {"Content-Type": "text/plain"}, str(e).encode()))

def test_look(browser_of, clara, ewa, marek, maria, mikolaj):
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    from tests.builders_calls import a_task
    look = Look(browser_of)
    import json, glob
    from django.utils.translation import trans_real
    cat = trans_real.translation("pl")._catalog
    for f in glob.glob("/work/tmp/po/*.jsonl"):
        for line in open(f):
            if not line.strip(): continue
            d = json.loads(line); key = (d["msgctxt"] + "\x04" if d.get("msgctxt") else "") + d["msgid"]
            if isinstance(d["msgstr"], list):
                for i, t in enumerate(d["msgstr"]): cat._catalogs[0][(key, i)] = t
            else: cat._catalogs[0][key] = d["msgstr"]
    if True:
        shot = look.shot
        names = os.environ.get("LOOK", "").split(",") if os.environ.get("LOOK") else None
        def want(n, *a, **k):
            if names is None or n in names: shot(*a[:2], n, *a[2:], **k)
        lots = [{"title": "Upowszechnianie sportu wśród dzieci i młodzieży", "task": a_task(), "pool": Decimal("60000.00")}, {"title": "Kultura i dziedzictwo", "task": a_task(1), "pool": Decimal("20000.00"), "grant_min": Decimal("1000")}]
        call = a_call_in_assessment(marek, maria, mikolaj, offers=OFFERS, lots=lots, declares=False, minimum_points=Decimal("50"))
        c = f"/calls/{call.ref}/"
        want("edit", clara, c + "committee/edit/")
        want("declarations", marek, c + "declarations/")
        want("committee-member-new", marek, c + "committee/")
        os_ = offers_of(call)
        declared(call, marek); declared(call, maria, ties={os_[2]: "Mój mąż jest prezesem klubu."}); 
        m = seat_of(call, mikolaj); scoring.declare(m, os_[0], tied=False, by=mikolaj, at=after(call))
        a_submitted_sheet(os_[0], marek, total="78.5"); a_draft_sheet(os_[1], marek, total="60")
        want("committee", clara, c + "committee/")
        want("committee-member", marek, c + "committee/")
        want("declarations-late", maria, c + "declarations/")
        want("score", marek, f"/applications/{os_[1].ref}/score/", lambda page: page.locator("input[name^=points]").first.fill("12,5"))
        want("score-error", marek, f"/applications/{os_[1].ref}/score/", lambda page: (page.locator("input[name^=points]").first.fill("99"), page.get_by_role("button").last.click()))
        want("score-done", marek, f"/applications/{os_[0].ref}/score/")
        want("ranking-later", marek, c + "ranking/")
        for o in os_[1:]: scoring.declare(m, o, tied=False, by=mikolaj, at=after(call))
        T = ["78.5", "66", "81.25", "45", "70", "70"]
        for n, o in enumerate(os_):
            for k, who in enumerate((marek, maria, mikolaj)):
                if n == 0 and who is marek or (n == 2 and who is maria): continue
                a_submitted_sheet(o, who, total=str(Decimal(T[n]) + k))
        want("ranking", clara, c + "ranking/")
        want("scores", marek, f"/applications/{os_[0].ref}/scores/")
        def over(page):
            page.locator("select").nth(1).select_option("full")
            page.locator("input[name^=amount]").nth(1).fill("24700")
        want("proposal", clara, c + "proposal/", over)
        actions.propose(call, lines_of(call), by=clara, at=after(call))
        want("proposal-ready", marek, c + "proposal/")
        actions.sign_protocol(call, by=clara, at=after(call))
        want("proposal-signed", clara, c + "proposal/")
        want("decision", ewa, c + "decision/")
        from grants.awards.models import Protocol
        from tenants.office.documents import storage
        pathlib.Path("/tmp/shots/protocol.pdf").write_bytes(storage.get(Protocol.objects.get().document.key)) if hasattr(storage, "get") else None
        decided(call)
        want("decided", ewa, c + "decision/")
        want("results-preview", clara, c + "results/")
        recorded_results(call)
        actions.publish_results(call, by=clara, at=after(call))
        want("results", None, c + "results/")
        want("index", None, "/results/")
