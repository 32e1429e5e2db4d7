"""A serving engine on the operator's own hosts: where it may be, what it is sent, and what a bad answer does.

The stand-in takes only what vLLM-Omni and SGLang publish (``serving_stand_in``). No torch is needed here.
"""

from __future__ import annotations

import ipaddress
import os
import ssl
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from generation.engines import Opening, diffusion
from generation.engines.diffusion import manifest, pool, pool_painter, standing
from generation.engines.diffusion.painter import Order
from generation.engines.diffusion.pool import Pool, PoolRefused
from generation.engines.diffusion.pool_painter import PoolPainter
from generation.errors import Cancelled, PoolFailed
from generation.settings import GenerationSettings
from storage.clock import SystemClock
from tests.generation.engines.diffusion import serving_stand_in
from tests.generation.engines.diffusion.serving_stand_in import SERVED, Request, StandIn, png

CANDID = (sys.executable, "-c", "import sys; from storage.operations.main import main; sys.exit(main())")
GREY = np.full((64, 48, 3), 120, np.uint8)
MASK = np.ones((64, 48), np.float32)
REDRAW = Order(look="office", seed=7, width=48, height=64, steps=4, photos=(GREY, GREY // 2))
BEHIND = Order(look="office", seed=7, width=48, height=64, steps=4, photos=(GREY,), mask=MASK)
INVENTED = Order(look="advert", seed=7, width=64, height=64, steps=4)
KLEIN = manifest.named("flux2-klein-4b")


def settings(**given: object) -> GenerationSettings:
    return GenerationSettings(**{"images_url": "http://127.0.0.1:8000", "images_kept_hours": 0, **given})


def at(stand_in: StandIn, **changes: object) -> PoolPainter:
    there = Pool(url=stand_in.url, host="localhost", kept_hours=0, served=SERVED, timeout_s=20.0)
    return PoolPainter(KLEIN, replace(there, **changes), pauses=(0.0, 0.0))


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    with StandIn() as running:
        yield running


# --- where it may be --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://127.0.0.1:8000", "127.0.0.1"),
        ("http://localhost:8000/v1/", "localhost"),
        ("http://[::1]:8000", "::1"),
        ("https://gpu.example.org", "gpu.example.org"),
        ("https://10.0.0.7:8443/images/v1", "10.0.0.7"),
    ],
)
def test_this_machine_or_a_checked_certificate(url: str, host: str) -> None:
    found = pool.of(settings(images_url=url))
    assert found is not None
    assert found.host == host
    assert not found.url.endswith(("/", "/v1"))
    assert found.served == KLEIN.repo


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://gpu.example.org", "others can read"),
        ("http://10.0.0.7:8000", "others can read"),
        ("http://127.0.0.1.example.org", "others can read"),
        ("http://localhost.example.org", "others can read"),
        ("ftp://127.0.0.1", "an address like"),
        ("gpu.example.org", "an address like"),
        ("https://", "an address like"),
        ("https://key@gpu.example.org", "CANDID_IMAGES_TOKEN"),
        ("https://gpu.example.org?key=1", "CANDID_IMAGES_TOKEN"),
        ("https://gpu.example.org:port", "not an address"),
    ],
)
def test_any_other_address_is_refused_with_what_to_set(url: str, said: str) -> None:
    with pytest.raises(PoolRefused, match=said):
        pool.of(settings(images_url=url))


def test_how_long_it_keeps_pictures_must_be_stated() -> None:
    with pytest.raises(PoolRefused, match="CANDID_IMAGES_KEPT_HOURS"):
        pool.of(settings(images_kept_hours=None))


def test_an_empty_line_in_the_settings_states_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANDID_IMAGES_KEPT_HOURS", "")
    monkeypatch.setenv("CANDID_IMAGES_CERTIFICATES", "")
    found = GenerationSettings()
    assert (found.images_kept_hours, found.images_certificates) == (None, None)


@pytest.mark.weights
def test_the_worker_does_not_start_without_it_and_says_what_to_set(tmp_path: Path) -> None:
    own = {"CANDID_DATA_DIR": str(tmp_path / "data"), "CANDID_CONFIG_DIR": str(tmp_path / "config")}
    done = subprocess.run(
        [*CANDID, "worker", "--engine", "redraw"],
        env={**os.environ, **own, "CANDID_IMAGES_URL": "http://127.0.0.1:9"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "CANDID_IMAGES_KEPT_HOURS" in done.stderr


def test_without_an_address_there_is_no_pool() -> None:
    assert pool.of(settings(images_url="")) is None


def test_a_model_for_non_commercial_use_is_refused_there_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manifest, "named", lambda *_: replace(KLEIN, commercial=False))
    with pytest.raises(manifest.ModelRefused, match="non-commercial"):
        pool.of(settings())


# --- what it is sent --------------------------------------------------------------------------------------------------


def test_a_redrawing_is_asked_for_with_the_photos_and_the_recorded_seed(stand_in: StandIn) -> None:
    made = at(stand_in, token="k").paint(REDRAW)
    (came,) = stand_in.came
    assert came.endpoint == "edits"
    assert np.array_equal(made, GREY)
    assert [photo.tolist() for photo in came.photos] == [GREY.tolist(), (GREY // 2).tolist()]
    assert came.fields["seed"] == 7
    assert came.fields["size"] == "48x64"
    assert "Keep the person exactly" in came.fields["prompt"]
    assert came.headers["Authorization"] == "Bearer k"


@pytest.mark.parametrize("order", [BEHIND, INVENTED], ids=["background", "persona"])
def test_a_wall_and_a_made_up_person_are_asked_for_in_words_alone(
    stand_in: StandIn, order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    from generation.engines.diffusion import persona

    if order is INVENTED:
        order = replace(order, prompt=next(iter(persona.catalogue().prompts())))
    at(stand_in).paint(order)
    (came,) = stand_in.came
    assert (came.endpoint, came.photos) == ("generations", [])


def test_the_sabotage_a_field_that_one_engine_does_not_publish_is_refused(
    stand_in: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    from generation.engines.diffusion import pool_requests

    honest = pool_requests.asked
    monkeypatch.setattr(
        pool_requests,
        "asked",
        lambda *given: replace(honest(*given), fields={**honest(*given).fields, "mask_image": "x"}),
    )
    with pytest.raises(PoolFailed) as failed:
        at(stand_in).paint(BEHIND)
    assert failed.value.why == "http_422"


def test_another_seed_is_another_wall_and_the_same_seed_the_same(stand_in: StandIn) -> None:
    painter = at(stand_in)
    first, again, other = (painter.paint(order) for order in (BEHIND, BEHIND, replace(BEHIND, seed=8)))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_a_model_with_a_second_pass_is_asked_for_it_as_both_engines_publish_it(stand_in: StandIn) -> None:
    qwen = manifest.named("qwen-image-edit-2511")
    painter = at(stand_in)
    painter.model = qwen
    painter.paint(replace(REDRAW, photos=(GREY,) * 5))
    (came,) = stand_in.came
    assert (came.fields["true_cfg_scale"], came.fields["negative_prompt"]) == (4, " ")
    assert len(came.photos) == qwen.painting.references == 3


def test_a_model_that_takes_no_photo_is_not_the_engine_that_redraws(
    stand_in: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in.served = "Tongyi-MAI/Z-Image-Turbo"
    own = settings(images_url=stand_in.url, diffusion_model="z-image-turbo")
    opening = Opening(weights=None, settings=own, framer=lambda _: None, name="redraw")  # type: ignore[arg-type]
    with pytest.raises(manifest.ModelRefused, match="it can be: background, persona"):
        diffusion.opened(opening)
    inventor = diffusion.opened(replace(opening, name="persona")).inventor
    assert inventor is not None


def test_no_host_stands_in_what_is_recorded_with_a_picture(stand_in: StandIn) -> None:
    assert at(stand_in).model.stamp == "FLUX.2 [klein] 4B of an unknown revision"


# --- bad answers ------------------------------------------------------------------------------------------------------


def status(code: int, **headers: str) -> Callable[[object], web.Response]:
    return lambda _: web.json_response({"detail": "no"}, status=code, headers=headers)


def text(said: str) -> Callable[[object], web.Response]:
    return lambda _: web.Response(text=said, content_type="application/json")


def large(side: int) -> bytes:
    """The head of a PNG that says it has this many pixels along each side, and nothing behind it."""
    head = bytearray(png(np.zeros((8, 8, 3), np.uint8)))
    head[16:24] = side.to_bytes(4, "big") * 2
    return bytes(head[:64])


BAD = {
    "http_400": status(400),
    "http_401": status(401),
    "http_302": status(302, Location="http://127.0.0.1:9/"),
    "http_500": status(500),
    "no_picture": lambda _: b"not a picture",
    "not JSON": text("<html>"),
    "no data": text('{"data": []}'),
    "two pictures": text('{"data": [{"b64_json": ""}, {"b64_json": ""}]}'),
    "a link": text('{"data": [{"url": "http://127.0.0.1/x.png", "b64_json": null}]}'),
    "very deep": text("[" * 100_000),
    "cut off": lambda _: png(GREY)[:60],
    "JPEG by its name": lambda _: b"\xff\xd8\xff\xe0" + bytes(40),
    "a bomb": lambda _: large(100_000),
    "wrong_size": lambda _: png(GREY[:32]),
    "too_long": text('{"data": "' + "x" * (2 << 20) + '"}'),
}


@pytest.mark.parametrize("how", BAD)
def test_a_bad_answer_is_an_error_with_a_code_and_no_picture(stand_in: StandIn, how: str) -> None:
    stand_in.edits = BAD[how]
    with pytest.raises(PoolFailed) as failed:
        at(stand_in).paint(REDRAW)
    assert failed.value.why == (how if how in ("wrong_size", "too_long") or how.startswith("http") else "no_picture")
    assert failed.value.retry
    assert len(stand_in.came) == (3 if how == "http_500" else 1)


def test_an_engine_that_starts_anew_is_asked_again(stand_in: StandIn) -> None:
    answers = iter((status(503), status(500), serving_stand_in.photo_back))

    def next_answer(request: Request) -> web.Response | bytes:
        return next(answers)(request)

    stand_in.edits = next_answer
    assert np.array_equal(at(stand_in).paint(REDRAW), GREY)


def test_a_late_answer_is_given_up(stand_in: StandIn) -> None:
    stand_in.wait = 30.0
    with pytest.raises(PoolFailed) as failed:
        at(stand_in, timeout_s=0.2).paint(REDRAW)
    assert failed.value.why == "late"
    assert stand_in.gone.wait(20)


def test_who_cancels_does_not_wait_for_the_answer(stand_in: StandIn) -> None:
    stand_in.wait = 30.0
    came = threading.Event()
    stand_in.edits = serving_stand_in.photo_back

    def stop(_share: float) -> None:
        if stand_in.came:
            came.set()
            raise Cancelled

    with pytest.raises(Cancelled):
        at(stand_in).paint(REDRAW, stop)
    assert came.is_set()
    assert stand_in.gone.wait(20)  # the connection was closed, which ends the work on the other side


def test_nobody_at_the_address_is_told_as_such() -> None:
    with StandIn() as gone:
        painter = at(gone)
    with pytest.raises(PoolFailed) as failed:
        painter.paint(REDRAW)
    assert failed.value.why == "unreachable"
    with pytest.raises(PoolRefused, match="did not answer"):
        painter.check()


def test_another_model_than_people_are_told_of_is_refused_at_the_start(stand_in: StandIn) -> None:
    at(stand_in).check()
    stand_in.served = "somebody/else"
    with pytest.raises(PoolRefused, match="serves somebody/else"):
        at(stand_in).check()


def test_doctor_says_where_pictures_are_painted_and_what_is_wrong_with_it(stand_in: StandIn) -> None:
    good = settings(images_url=stand_in.url, images_kept_hours=24)
    told = standing.check(good, None)
    assert told.ok
    assert "painted at localhost" in told.detail
    assert "24 h" in told.detail
    wrong = {
        "CANDID_IMAGES_KEPT_HOURS": settings(images_url=stand_in.url, images_kept_hours=None),
        "https": settings(images_url="http://gpu.example.org"),
        "CANDID_IMAGES_MODEL": settings(images_url=stand_in.url, images_model="another"),
        "There is no model": settings(images_url=stand_in.url, diffusion_model="another"),
    }
    for said, given in wrong.items():
        found = standing.check(given, None)
        assert not found.ok
        assert said in found.fix
    assert not standing.check(good, SystemClock().now()).ok


# --- certificates -----------------------------------------------------------------------------------------------------


def certificate(folder: Path, name: str) -> tuple[Path, ssl.SSLContext]:
    """An own authority that vouches for ``name``: its file, and a server that shows its certificate."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = SystemClock().now()
    alternatives: list[x509.GeneralName] = [x509.DNSName(name)]
    if name == "localhost":
        alternatives.append(x509.IPAddress(ipaddress.ip_address("127.0.0.1")))
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    public, secret = folder / "public.pem", folder / "secret.pem"
    public.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(public, secret)
    return public, server


def test_a_certificate_of_the_operators_own_authority_is_checked(tmp_path: Path) -> None:
    public, server = certificate(tmp_path, "localhost")
    with StandIn(tls=server) as stand_in:
        assert np.array_equal(at(stand_in, certificates=public).paint(REDRAW), GREY)


@pytest.mark.parametrize("trusted", [True, False], ids=["for another name", "by nobody we trust"])
def test_a_certificate_that_does_not_fit_gets_no_photo(tmp_path: Path, trusted: bool) -> None:
    public, server = certificate(tmp_path, "gpu.example.org" if trusted else "localhost")
    with StandIn(tls=server) as stand_in:
        with pytest.raises(PoolFailed) as failed:
            at(stand_in, certificates=public if trusted else None).paint(REDRAW)
        assert failed.value.why == "certificate"
        assert stand_in.came == []


def test_the_sabotage_without_the_check_such_a_host_would_get_the_photo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, server = certificate(tmp_path, "gpu.example.org")
    monkeypatch.setattr(Pool, "tls", lambda _self: False)
    with StandIn(tls=server) as stand_in:
        at(stand_in).paint(REDRAW)
        assert len(stand_in.came) == 1


def test_a_file_without_a_certificate_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.pem").write_text("nothing")
    for path in (tmp_path / "empty.pem", tmp_path / "missing.pem"):
        with pytest.raises(PoolRefused, match="CANDID_IMAGES_CERTIFICATES"):
            pool.of(settings(images_certificates=path))


def test_a_proxy_in_the_environment_is_not_asked(stand_in: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert np.array_equal(at(stand_in).paint(REDRAW), GREY)


def test_torch_is_not_loaded_for_it() -> None:
    ask = (
        "import sys; from generation.engines.diffusion import pool_painter, engine, inventor; "
        "sys.exit(any(name in sys.modules for name in ('torch', 'diffusers', 'transformers')))"
    )
    assert subprocess.run([sys.executable, "-c", ask], check=False).returncode == 0


def test_what_is_told_of_a_picture_that_is_out_never_says_it_is_done(stand_in: StandIn) -> None:
    seconds = iter(range(0, 10_000, 5))
    painter = at(stand_in)
    painter.clock = lambda: float(next(seconds))
    told: list[float] = []
    painter.paint(REDRAW, told.append)
    painter.paint(REDRAW, told.append)
    assert told[0] == 0.0
    assert sorted(told)[-2:] == [1.0, 1.0]
    assert max(share for share in told if share < 1.0) <= pool_painter.NEARLY
