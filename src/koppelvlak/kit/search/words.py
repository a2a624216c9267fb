"""What counts as the same word: one normaliser for what is kept and for what is typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from typing import Any

# Part of the checksum of the index: raise it when the rules below change.
RULES = 1
MOST_TYPED, MOST_OF_A_WORD = 200, 60
WORD = re.compile(r"[^\W_]+")
PARTS = re.compile(r"[0-9]+|[^\W0-9_]+")
# Letters that do not fall apart into a letter and an accent.
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i"})
SPACES = frozenset("\t\n\r\v\f")
HIDDEN = frozenset({"Cc", "Cs", "Co", "Cn"})
ENDINGS = {"v": "f", "z": "s"}


@dataclass(frozen=True)
class Asked:
    """What someone typed, as words; the last one may be half a word.

    ``cut`` says that more was typed than is looked at, ``odd`` that it held what no keyboard makes.
    """

    words: tuple[str, ...]
    cut: bool = False
    odd: bool = False

    def __bool__(self) -> bool:
        return bool(self.words)

    @property
    def folded(self) -> str:
        """Return the words as one text, to compare with folded titles."""
        return " ".join(self.words)

    def found_in(self, kept: Iterable[str]) -> bool:
        """Say whether all words are among these: the plain meaning of every search."""
        known = frozenset(kept)
        *whole, last = self.words
        begun = any(word.startswith(last) for word in known)
        return all(stem(word) in known for word in whole) and (begun or stem(last) in known)

    def as_fts5(self, column: str) -> str:
        """Return the question to one column of SQLite's FTS5; every word is quoted."""
        *whole, last = self.words
        terms = [f'"{stem(word)}"' for word in whole]
        return f'{{{column}}} : ({" AND ".join([*terms, f"""("{stem(last)}" OR "{last}" *)"""])})'

    def as_tsquery(self) -> str:
        """Return the question to a tsvector of PostgreSQL; every word is quoted."""
        *whole, last = self.words
        terms = [f"'{stem(word)}'" for word in whole]
        return " & ".join([*terms, f"('{stem(last)}' | '{last}':*)"])


def ask(typed: str) -> Asked:
    """Return what someone typed as words to look for."""
    looked_at = typed[:MOST_TYPED]
    odd = any(c not in SPACES and unicodedata.category(c) in HIDDEN for c in looked_at)
    return Asked(tuple(words(looked_at)), cut=len(typed) > MOST_TYPED, odd=odd)


def words(text: str) -> list[str]:
    """Return the words and numbers of a text: small letters, no accents, in order."""
    small = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(c for c in small if not unicodedata.combining(c)).translate(LETTERS)
    return [word[:MOST_OF_A_WORD] for word in WORD.findall(bare)]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the stem of a Dutch word; what holds a digit stays as it is.

    A word ends in f and s where its stem goes on with v and z: bedrijf, bedrijven; huis, huizen.
    """
    if not word.isalpha():
        return word
    root: str = _dutch().stemWord(word)[:MOST_OF_A_WORD] or word
    return root[:-1] + ENDINGS.get(root[-1], root[-1])


@cache
def _dutch() -> Any:
    # The package brings every language along: it comes when the first word does, not at start.
    return import_module("snowballstemmer").stemmer("dutch_porter")


def kept(texts: Sequence[str]) -> list[str]:
    """Return what is kept of these texts: each word, its stem, and the parts of a code (VR 04)."""
    found: dict[str, None] = {}
    for text in texts:
        for word in words(text):
            parts = PARTS.findall(word) if not word.isalpha() and not word.isdigit() else []
            found.update(dict.fromkeys([word, stem(word), *parts]))
    return list(found)
