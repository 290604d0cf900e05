"""The words of a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.search.analysis.tokens import LONGEST, normal, pieces, tokens, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Postkast on täis!", ["postkast", "on", "täis"]),
        ("Ёлка и ёж", ["елка", "и", "еж"]),
        ("don’t", ["don", "t"]),
        ("and/or", ["and", "or"]),
        ("One sentence.Another one", ["one", "sentence.another", "sentence", "another", "one"]),
        ("e-mail", ["email", "e", "mail"]),
        ("E-kiri", ["ekiri", "e", "kiri"]),
        ("SSL-sertifikaat", ["ssl", "sertifikaat"]),
        ("mail.example.com", ["mail.example.com", "mail", "example", "com"]),
        ("https://www.example.com/kb", ["https", "www", "example", "com", "kb"]),
        ("info@my-shop.example", ["info@my-shop.example", "info", "my", "shop", "example"]),
        ("192.0.2.7", ["192.0.2.7", "192", "0", "2", "7"]),
        ("2001:db8::1", ["2001:db8::1", "2001", "db8", "1"]),
        ("0x80070005", ["0x80070005"]),
        ("wp-config.php", ["wp-config.php", "wp", "config", "php"]),
        (".htaccess", ["htaccess"]),
        ("PHP 8.2", ["php", "8.2", "8", "2"]),
        ("ERR_SSL_PROTOCOL_ERROR", ["err_ssl_protocol_error", "err", "ssl", "protocol", "error"]),
        ("KB-102", ["kb-102", "kb", "102"]),
        ("ssh-keygen -t ed25519", ["ssh", "keygen", "t", "ed25519"]),
        ("sala\u00adsana", ["salasana"]),
        ("\u200fDNS\u200e", ["dns"]),
        ("ka\u0308si", ["käsi"]),
        ("x" * (LONGEST + 1), []),
        ("!?… —", []),
        ("", []),
    ],
)
def test_words_of_a_text(text: str, found: list[str]) -> None:
    """Technical words are found whole and cut; words are lower case and composed."""
    assert words(text) == found


TEXTS = st.one_of(
    st.text(max_size=200),
    st.text(alphabet="aä.-_:@/0\u00ad\u0308\u200fё \n", max_size=200),
)


@given(TEXTS)
def test_offsets_lead_back_to_the_word(text: str) -> None:
    """What stands between a token's offsets is the word, whatever the text; a part lies within its whole."""
    last = 0
    for token in tokens(text):
        piece = text[token.start : token.end]
        assert token.word
        assert len(token.word) <= LONGEST
        assert token.word in (normal(piece), normal(piece).replace("-", ""))
        if not token.whole:
            assert token.start >= last
            last = token.end


@given(TEXTS)
def test_words_hold_nothing_that_cannot_be_seen(text: str) -> None:
    """Nor white space, nor the two dots that Russian may leave out."""
    for word in words(text):
        assert not set(word) & set("ё\u00ad\u200f \n")


@given(st.text(max_size=100))
def test_case_does_not_count(text: str) -> None:
    """Text in lower case has the words of the text, except where a letter's lower case is of two letters."""
    if normal(text) == normal(text.lower()):
        assert words(text.lower()) == words(text) or "İ" in text or len(text.lower()) != len(text)


@given(st.text(alphabet=st.characters(max_codepoint=0x2200), max_size=60))
def test_short_way_to_words_finds_the_same(text: str) -> None:
    """Texts of simple letters are cut without looking for places."""
    assert words(text) == [token.word for token in tokens(text)]


@given(TEXTS)
def test_pieces_are_the_words_without_those_that_are_whole(text: str) -> None:
    """With the same places."""
    assert pieces(text) == [token for token in tokens(text) if not token.whole]
