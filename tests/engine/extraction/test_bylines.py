import json

import pytest
from facts import facts_of

from octavo.engine.extraction.people import contributors_in, names_in
from octavo.engine.records import Contributor

H1 = "<article><h1>Ports reopen after the strike</h1>"


def authors(body, head="", **more):
    return facts_of(body, head, **more)[2]


def data(**more):
    node = {"@type": "NewsArticle", "headline": "Ports reopen after the strike"} | more
    return f"<script type='application/ld+json'>{json.dumps(node)}</script>"


@pytest.mark.parametrize(
    ("body", "head", "expected"),
    [
        (H1, data(author=[{"@type": "Person", "name": "Ines Marlow"}, {"name": "Tomas Reed"}]),
         ("Ines Marlow", "Tomas Reed")),
        (H1, data(author={"givenName": "Ines", "familyName": "Marlow"}), ("Ines Marlow",)),
        (H1, "<meta name=author content='By Ines Marlow and Tomas Reed'>", ("Ines Marlow", "Tomas Reed")),
        (H1, "<meta name='twitter:label1' content='Written by'><meta name='twitter:data1' content='Ines Marlow'>",
         ("Ines Marlow",)),
        (f"{H1}<span class=byline>By <a rel=author href=/a>Ines Marlow</a></span>", "", ("Ines Marlow",)),
        (f"{H1}<p><span itemprop=author><span itemprop=name>Ines Marlow</span></span></p>", "", ("Ines Marlow",)),
        (f"{H1}<p>By Ines Marlow and Tomas Reed in Osterhaven</p>", "", ("Ines Marlow", "Tomas Reed")),
        (f"{H1}<p>By</p><p><a>Ines Marlow</a></p><p>and</p><p><a>Tomas Reed</a></p>", "",
         ("Ines Marlow", "Tomas Reed")),
        (f"{H1}<p>Ines Marlow</p><p>5 March 2026</p>", "", ("Ines Marlow",)),
        (f"{H1}<p>05.03.2026 - Ines Marlow</p>", "", ("Ines Marlow",)),
        (f"{H1}<p>Von Jörg von der Heide</p>", "", ("Jörg von der Heide",)),
        (f"{H1}<p>Par Capucine Delorveau</p>", "", ("Capucine Delorveau",)),
        (f"{H1}<p>Автор: Иван Петров</p>", "", ("Иван Петров",)),
        (f"{H1}<p>作者：李四</p>", "", ("李四",)),
        (f"{H1}<p>بقلم أحمد سالم</p>", "", ("أحمد سالم",)),
        (f"{H1}<p>लेखक: सीमा शर्मा</p>", "", ("सीमा शर्मा",)),
        (f"{H1}<p>{'Text. ' * 90}</p></article><p>Written by</p><p>Ines Marlow</p>", "", ("Ines Marlow",)),
        # a login in the data, a name on the page
        (f"{H1}<p class=author-name>Ines Marlow</p>", data(author={"name": "imarlow3"}), ("Ines Marlow",)),
        # the publisher in the data, a person on the page
        (f"{H1}<p class=author-name>Ines Marlow</p>", data(author={"name": "Harbour Post"}), ("Ines Marlow",)),
        # a body where no person is
        (H1, data(author={"@type": "Organization", "name": "Harbour Post"}), ("Harbour Post",)),
        (H1, data(author={"name": "admin"}), ()),
        (H1, "", ()),
    ],
)  # fmt: skip
def test_authors(body, head, expected):
    assert authors(body, head) == expected


def test_names_in_comments_and_other_cards_are_no_authors():
    body = (
        f"{H1}</article><div class=comments><b class='comment-author fn'>Kim Lee</b></div>"
        "<div class=related><span class=author>Ana Silva</span></div>"
    )
    assert authors(body) == ()


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Ines Marlow, Senior Staff Writer", ["Ines Marlow"]),
        ("Ines Marlow, MD, PhD", ["Ines Marlow"]),
        ("Marlow, Ines", ["Ines Marlow"]),
        ("Ein Beitrag von Ana Silva", ["Ana Silva"]),
        ("Zeige alle Beiträge von Ana Silva", ["Ana Silva"]),
        ("several hundred commits", []),
        ("10 Min Read", []),
        ("20 Dec", []),
        ("T. V. Raman", ["T. V. Raman"]),
        ("홍길동 기자", ["홍길동"]),
    ],
)
def test_names(byline, names):
    assert names_in(byline) == names


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Reporting by Ines Marlow in Osterhaven; Editing by Tomas Reed",
         [("Ines Marlow", "reporting"), ("Tomas Reed", "editor")]),
        ("Photographs by Kim Lee", [("Kim Lee", "photographer")]),
        ("Übersetzung: Jan Kern", [("Jan Kern", "translator")]),
        ("Traduit par Léa Morel", [("Léa Morel", "translator")]),
        ("责任编辑：王五", [("王五", "editor")]),
        ("Перевод: Анна Белова", [("Анна Белова", "translator")]),
        ("Ships began to enter the harbour.", []),
    ],
)  # fmt: skip
def test_contributors_of_a_line(line, expected):
    assert contributors_in(line) == [Contributor(name=name, role=role) for name, role in expected]


def test_contributors_of_the_data():
    found = facts_of(H1, data(author={"name": "Ines Marlow"}, editor={"name": "Tomas Reed"}, translator="Jan Kern"))[3]
    assert found == (Contributor(name="Tomas Reed", role="editor"), Contributor(name="Jan Kern", role="translator"))


@pytest.mark.parametrize(
    ("head", "free"),
    [
        (data(isAccessibleForFree=False), False),
        (data(isAccessibleForFree="True"), True),
        ("<meta property='article:content_tier' content=locked>", False),
        ("<meta property='article:content_tier' content=free>", True),
        ("", None),
    ],
)
def test_whether_it_is_free(head, free):
    assert facts_of(H1, head)[4].is_free is free
