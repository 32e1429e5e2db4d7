"""The public page: one route, no script, nothing stored, limited in size and in number."""

from __future__ import annotations

from pathlib import Path

import pytest
from aiohttp import FormData
from aiohttp.test_utils import TestClient, TestServer

from generation.disclosure import page, verify
from generation.disclosure.c2pa import Anchors
from generation.disclosure.page import Page, Visits
from generation.disclosure.verify import Findings


@pytest.fixture
async def client(monkeypatch):
    looked = []

    def look(data, *, decoder, anchors):
        looked.append(data)
        return Findings(watermark=30, label=("ai_modified", "en"))

    monkeypatch.setattr(verify, "look", look)
    async with TestClient(TestServer(Page(Path("decoder.onnx"), Anchors()).app())) as client:
        client.looked = looked
        yield client


def form(data: bytes) -> FormData:
    body = FormData()
    body.add_field("picture", data, filename="anna.jpg", content_type="image/jpeg")
    return body


async def test_the_page_offers_a_form_and_forbids_scripts_and_storing(client):
    response = await client.get("/")
    text = await response.text()
    assert response.status == 200
    assert "<script" not in text
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert response.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in response.headers


async def test_a_picture_gets_its_answer_in_the_browsers_language(client):
    response = await client.post("/", data=form(b"bytes"), headers={"Accept-Language": "de-DE,de;q=0.9,en;q=0.5"})
    text = await response.text()
    assert client.looked == [b"bytes"]
    assert "Unsichtbares Zeichen: ja" in text
    assert 'lang="de"' in text
    assert "anna" not in text


async def test_there_is_no_other_route(client):
    for path in ("/index.html", "/../etc/passwd", "/static", "/favicon.ico"):
        assert (await client.get(path)).status == 404


@pytest.mark.parametrize("body", [b"", b"--x\r\nbroken"])
async def test_a_form_without_a_picture_is_asked_again(client, body):
    response = await client.post("/", data=body, headers={"Content-Type": "multipart/form-data; boundary=x"})
    assert response.status == 400
    assert (await client.post("/", data={"a": "b"})).status == 400
    assert client.looked == []


async def test_more_than_the_limit_is_cut_off_while_reading(client, monkeypatch):
    monkeypatch.setattr(page, "MAX_BYTES", 1000)
    await client.post("/", data=form(b"x" * 300_000))
    assert len(client.looked[0]) == 1001


async def test_one_visitor_may_not_ask_without_end(client, monkeypatch):
    monkeypatch.setattr(page, "PER_HOUR", 2)
    statuses = [(await client.post("/", data=form(b"x"))).status for _ in range(3)]
    assert statuses == [200, 200, 429]


def test_visits_are_forgotten_after_an_hour_and_never_grow_without_end(monkeypatch):
    monkeypatch.setattr(page, "VISITORS", 3)
    monkeypatch.setattr(page, "PER_HOUR", 1)
    visits = Visits()
    assert visits.allow("a", 0)
    assert not visits.allow("a", 3599)
    assert visits.allow("a", 3601)
    for n in range(20):
        visits.allow(f"visitor {n}", 4000)
    assert len(visits.asked) <= 4
