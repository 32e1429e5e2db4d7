from __future__ import annotations

import gc
import hashlib
import re
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

import pytest
from fluent.syntax import ast

from bot import spelling
from bot.conversation.consent import NUMBERED
from bot.ports import Text
from bot.texts import UnknownText, catalog, complete_languages, files, missing, render, review, vocabulary, wordings
from bot.texts.instants import instant
from storage import marks_told
from storage.ids import new_id
from storage.records import Purpose
from tests.bot.conversation.world import KEPT

AT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


def ready(**args) -> Text:
    return Text(key="approved-kept", args=tuple(args.items()))


@pytest.fixture
def locales(tmp_path, monkeypatch):
    """An empty place for catalogues; whatever was remembered of the real ones is forgotten before and after."""
    caches = (
        catalog.languages, catalog.complete_languages, catalog.messages, catalog.vocabulary, catalog.right_to_left,
        catalog._bundle, catalog._said,
    )  # fmt: skip
    for remembered in caches:
        remembered.cache_clear()
    monkeypatch.setattr(catalog, "LOCALES", tmp_path)
    monkeypatch.setattr(marks_told, "FOLDER", tmp_path / "nothing is said of marks")

    def write(language: str, text: str) -> None:
        (tmp_path / language).mkdir(exist_ok=True)
        (tmp_path / language / "all.ftl").write_text(text, encoding="utf-8")
        for remembered in caches:
            remembered.cache_clear()

    yield write
    for remembered in caches:
        remembered.cache_clear()


def test_english_and_german_are_complete() -> None:
    assert {"en", "de"} <= set(complete_languages())


def test_time_is_said_in_each_platforms_own_form() -> None:
    seconds = int(AT.timestamp())
    said = ready(erased_at=AT.isoformat())
    assert f"<t:{seconds}:f>" in render(said, "en", "discord")
    assert f"<!date^{seconds}^{{date_long}} {{time}}|Tuesday, November 24, 2026, 10:00" in render(said, "en", "slack")
    zone = timezone(timedelta(hours=2))
    assert "Tuesday, November 24, 2026, 12:00" in render(said, "en", "web", zone=zone)
    assert "am Dienstag, 24. November 2026, 12:00" in render(said, "de", "web", zone=zone)


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        instant(AT.replace(tzinfo=None), "en")


def test_plural_forms_follow_the_language() -> None:
    assert render(Text(key="ready", args=(("count", 1),)), "de") == "Dein Bild ist fertig."
    assert render(Text(key="ready", args=(("count", 3),)), "de") == "Deine 3 Bilder sind fertig."


def test_a_text_may_hold_another_and_a_language_its_own_name() -> None:
    option = Text(key="look-option", args=(("number", 1), ("look_key", "look-name-own")))
    assert render(option, "de") == "1. Nur Ausschnitt"
    listed = Text(key="look-list", args=(("looks_keys", "look-name-own look-name-office"),))
    assert render(listed, "en") == "1. Plain crop\n2. Office blur"
    assert render(Text(key="language-name", args=(("name_language", "de"),)), "en") == "Deutsch"
    assert render(Text(key="language-name", args=(("name_language", "xx-unknown"),)), "en") == "xx-unknown"


def test_an_unknown_key_or_a_missing_argument_is_never_shown_half() -> None:
    with pytest.raises(UnknownText):
        render(Text(key="no-such-key"), "en")
    with pytest.raises(UnknownText):
        render(Text(key="picture"), "en")


def test_a_regional_language_is_said_by_its_plain_one_and_an_unknown_one_in_english() -> None:
    assert render(Text(key="stop"), "de-AT") == "Aufhören"
    assert render(Text(key="stop"), "de_CH") == "Aufhören"
    assert render(Text(key="stop"), "eo") == "Stop"


def test_a_wording_is_the_hash_of_the_very_sentence_shown() -> None:
    sentence = render(Text(key="consent-likeness"), "de")
    assert wordings("de", KEPT)[Purpose.LIKENESS] == (hashlib.sha256(sentence.encode()).hexdigest(), "de")
    assert wordings("en", KEPT)[Purpose.LIKENESS] != wordings("de", KEPT)[Purpose.LIKENESS]
    assert set(wordings("en", KEPT)) == {
        Purpose.LIKENESS,
        Purpose.PROCESSING,
        Purpose.COMPARISON,
        Purpose.GENERATIVE,
        Purpose.GENERATIVE_BACKGROUND,
        Purpose.PERSONA,
    }


def test_todays_consent_sentences_are_those_people_agreed_to() -> None:
    """Another hash asks everybody anew. Recorded on 2026-11-30, with how long things are kept in the sentence."""
    recorded = {
        "en": {
            Purpose.LIKENESS: "fd130a87b0e8bcd43e5839dcd2b778c4e1ef9c7e87e7c3fab33b6671bc562fa6",
            Purpose.PROCESSING: "ef2fdc5fe22a6ff0eca1765e705d5f95c598df6a6b213c01a332e64c20ff98d7",
            Purpose.COMPARISON: "77b175630d4724e252cbbddef4c957bfe0febfd508097e1acd11627dab511092",
            Purpose.GENERATIVE: "91c26120187cd1183584eec031dbef09892afce0e16ca4a7e91d6b400099a294",
            Purpose.GENERATIVE_BACKGROUND: "13e86ed8ab067775caca232250c14675cb0cbff36df2e236626a2b32380de477",
            Purpose.PERSONA: "c7b6982132d2a6fab23c8d235d5df7b14ced3592e2d3dc2d66dc29f9467fded4",
        },
        "de": {
            Purpose.LIKENESS: "d0974af82c6c5fc03379de9c8f7fd79945748128a72e1cdabc6d667978fc5a9b",
            Purpose.PROCESSING: "7b17462e562ec5e598ca03a14b9dca379c8e96a1f20b8e4b60b9570b7213e9cc",
            Purpose.COMPARISON: "8f166968e94e4ea2e6ec6f39ffd303d010a5f03249941a64c03fd57d7f51799d",
            Purpose.GENERATIVE: "2bc1054fd5f2aa831ed256a84025baf7b862d39be4755948d708d81c5b9979da",
            Purpose.GENERATIVE_BACKGROUND: "41466afceaef6600b4b2479c98e08bba3333964a03cbf04059f8def802e8a4ef",
            Purpose.PERSONA: "12e7e3c5085cdf0c460f4f5ec6e6bd7b847e900aef09e6463bc24a74ec83fa77",
        },
    }
    for language, hashes in recorded.items():
        assert {purpose: digest for purpose, (digest, _) in wordings(language, KEPT).items()} == hashes


def test_a_language_nobody_speaks_records_the_language_that_was_shown() -> None:
    assert wordings("eo", KEPT) == wordings("en", KEPT)
    assert {language for _, language in wordings("eo", KEPT).values()} == {"en"}


def test_only_how_long_things_are_kept_varies_in_a_consent_sentence_and_its_hash_is_of_what_was_read() -> None:
    for language in complete_languages():
        for purpose, (digest, _) in wordings(language, KEPT).items():
            taken = catalog.messages(language)[f"consent-{purpose.value}"]
            assert taken == (frozenset(dict(KEPT)) if purpose in NUMBERED else frozenset())
            read = render(Text(key=f"consent-{purpose.value}", args=KEPT if purpose in NUMBERED else ()), language)
            assert digest == hashlib.sha256(read.encode()).hexdigest()


def test_other_numbers_are_another_sentence() -> None:
    longer = (("hours", 168), ("days", 7), ("person", 30))
    assert wordings("en", longer)[Purpose.PROCESSING] != wordings("en", KEPT)[Purpose.PROCESSING]
    assert wordings("en", longer)[Purpose.LIKENESS] == wordings("en", KEPT)[Purpose.LIKENESS]
    for number in ("168 hours", "7 days", "30 days"):
        assert number in render(Text(key="consent-processing", args=longer), "en")


def test_a_changed_consent_sentence_changes_its_hash(locales) -> None:
    locales("en", "consent-likeness = I am 18.")
    before = wordings("en", KEPT)
    locales("en", "consent-likeness = I am 18 or older.")
    assert wordings("en", KEPT) != before


def test_a_language_that_lacks_a_key_or_an_argument_is_not_complete(locales) -> None:
    locales("en", "a = A { $x }\nb = B")
    locales("fr", "a = A\nb = B")
    locales("it", "a = A { $x }")
    locales("pt", "a = { $x } A\nb = B")
    assert missing("fr") == ("a",)
    assert missing("it") == ("b",)
    assert complete_languages() == ("en", "pt")
    assert render(Text(key="b"), "it") == "B", "what it lacks is said in English"


def parsed(*keys: str) -> set[str]:
    """Those of the messages under these keys that are held parsed."""
    held = [each for each in gc.get_objects() if isinstance(each, ast.Message)]
    return {each.id.name for each in held} & set(keys)


def parsed_of_three_languages(locales) -> set[str]:
    """What is held parsed of three languages, of which one is spoken; the two others have a key each of their own."""
    for remembered in (files._kept, files._table):
        remembered.cache_clear()
    locales("en", "said-in-english = A")
    locales("fr", "said-in-english = A\nsaid-in-french = B")
    locales("pt", "said-in-english = A\nsaid-in-portuguese = C")
    assert complete_languages() == ("en", "fr", "pt")
    assert render(Text(key="said-in-english"), "en") == "A"
    gc.collect()
    return parsed("said-in-english", "said-in-french", "said-in-portuguese")


def test_a_language_that_nobody_speaks_is_not_held_parsed(locales) -> None:
    assert parsed_of_three_languages(locales) == {"said-in-english"}


def test_sabotage_a_parser_that_keeps_all_it_reads_is_seen(locales, monkeypatch) -> None:
    monkeypatch.setattr(files, "_parsed", lru_cache(files._parsed))
    assert len(parsed_of_three_languages(locales)) == 3


def parsings(locales, monkeypatch) -> int:
    """How often a text that is said on two platforms is parsed; it is one that nobody has parsed before."""
    parse, texts, words = files._parsed, [], new_id()
    monkeypatch.setattr(files, "_parsed", lambda text: texts.append(text) or parse(text))
    locales("en", f"said-on-two-platforms = {words}")
    for platform in ("", "web", "discord"):
        assert render(Text(key="said-on-two-platforms"), "en", platform) == words
    return texts.count(f"said-on-two-platforms = {words}")


def test_a_text_is_parsed_once_for_its_keys_and_once_to_be_said(locales, monkeypatch) -> None:
    assert parsings(locales, monkeypatch) == 2


def test_sabotage_a_text_parsed_for_each_platform_is_seen(locales, monkeypatch) -> None:
    monkeypatch.setattr(files, "_table", files._table.__wrapped__)
    assert parsings(locales, monkeypatch) > 2


def test_a_broken_file_or_a_key_said_twice_stops_the_start(locales) -> None:
    locales("en", "a = A\na = B")
    with pytest.raises(ValueError, match="twice"):
        catalog.messages("en")
    locales("en", "= nothing")
    with pytest.raises(ValueError, match="not Fluent"):
        catalog.messages("en")


def test_right_to_left_languages_isolate_every_argument(locales) -> None:
    locales("en", "hello = Hello { $name }")
    locales("he", "hello = שלום { $name }")
    said = render(Text(key="hello", args=(("name", "Ada"),)), "he")
    assert said == "שלום \u2068Ada\u2069"
    assert render(Text(key="hello", args=(("name", "Ada"),)), "en") == "Hello Ada"


FIGURES_THEN_LETTERS = re.compile(r"\d+ [A-Za-z]")
ISOLATED = re.compile("[\u2066-\u2068][^\u2069]*\u2069")


@pytest.mark.parametrize("language", [code for code in complete_languages() if catalog.right_to_left(code)])
def test_in_a_right_to_left_language_no_figures_change_places_with_latin_letters(language) -> None:
    """After Arabic letters "740 ILCS 14" is shown as "ILCS 14 740" (Unicode TR 9, W2), unless it is isolated."""
    for key in catalog.said(language):
        for form in review.said_forms(key, language):
            assert not FIGURES_THEN_LETTERS.search(ISOLATED.sub("", form)), f"{key}: {form}"


def test_in_a_right_to_left_sentence_addresses_and_figures_stay_bare_and_a_choice_is_still_made(locales) -> None:
    locales("en", "see = { $url ->\n [none] Nowhere\n*[other] See { $url }, { $count }\n }\nlabel = { $label }. A")
    locales("he", "see = { $url ->\n [none] אין\n*[other] ראו { $url }, { $count }\n }\nlabel = { $label }. א")
    address = "https://example.org/a"
    assert render(Text(key="see", args=(("url", address), ("count", 12))), "he").strip("\u2068\u2069") == (
        f"ראו {address}, 12"
    ), "a program that opens the link would take a mark for a part of it"
    assert "אין" in render(Text(key="see", args=(("url", "none"), ("count", 1))), "he")
    assert render(Text(key="label", args=(("label", "AI · רקע"),)), "he") == "\u2067AI · רקע\u2069. א"


def test_a_right_to_left_name_does_not_turn_a_left_to_right_sentence_around(locales) -> None:
    locales("en", "hello = Hello { $name }!")
    assert render(Text(key="hello", args=(("name", "דניאל"),)), "en") == "Hello \u2068דניאל\u2069!"


def test_typed_words_of_english_count_in_every_language_and_the_chats_own_win() -> None:
    words = vocabulary("de")
    assert words["nehmen"] == words["approve"] == "approve"
    assert words["lebenslauf"] == "purpose.cv"
    assert "nehmen" not in vocabulary("en")


HEAD = re.compile(r"# checked by a native speaker: (not yet|\S.*, \d{4}-\d\d-\d\d)")


@pytest.mark.parametrize("language", catalog.languages())
def test_the_head_says_which_native_speaker_checked_it(language) -> None:
    first, *_ = (catalog.LOCALES / language / "language.ftl").read_text("utf-8").splitlines()
    head = HEAD.fullmatch(first)
    assert head, f"{language}/language.ftl does not say who checked it"
    assert (language in catalog.unchecked()) == (head[1] == "not yet")


@pytest.mark.parametrize(
    "head",
    [
        "",
        "# Deutsch",
        "# checked by a native speaker:",
        "# checked by a native speaker: soon",
        "# checked: Ada, 2026-12-01",
    ],
)
def test_a_head_that_does_not_say_so_is_seen_and_counts_as_unchecked(locales, head) -> None:
    locales("de", "a = A")
    (catalog.LOCALES / "de" / "language.ftl").write_text(f"{head}\n\nb = B\n", "utf-8")
    assert catalog.signed_off("de") == ""
    with pytest.raises(AssertionError, match="who checked it"):
        test_the_head_says_which_native_speaker_checked_it("de")


def test_a_head_signed_off_says_who_and_when(locales) -> None:
    locales("de", "a = A")
    (catalog.LOCALES / "de" / "language.ftl").write_text("# checked by a native speaker: Ada L., 2026-12-01\n", "utf-8")
    assert catalog.signed_off("de") == "Ada L., 2026-12-01"


def test_no_word_means_two_things() -> None:
    for language in complete_languages():
        seen: dict[str, str] = {}
        for key in catalog.messages(language):
            if not key.startswith("typed-"):
                continue
            for word in render(Text(key=key), language).split(","):
                assert seen.setdefault(spelling.plain(spelling.composed(word.strip())), key) == key, word


def test_typed_words_are_written_as_they_are_looked_up() -> None:
    """Lower case, no digits, apostrophes or punctuation: otherwise nobody could ever type them."""
    from bot.conversation.understand import _meaning

    for language in complete_languages():
        words = vocabulary(language)
        for word, meaning in words.items():
            assert _meaning(word, words) == (meaning, None), word
