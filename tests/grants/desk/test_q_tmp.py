import pytest
from django.test.utils import CaptureQueriesContext
from django.db import connection
from tests.grants.desk.test_pages import *
def test_q(today, browser_of):
    a_signed_agreement()
    browser = browser_of(builders.a_person("Wanda", "administrator", "coordinator", "executive", "finance", "committee"))
    browser.get("/desk/")
    with CaptureQueriesContext(connection, ) as c:
        browser.get("/desk/")
    for q in c.captured_queries: print(q["sql"][:60], "…", q["sql"][q["sql"].find(" FROM "):][:90])
