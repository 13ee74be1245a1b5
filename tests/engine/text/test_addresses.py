import unicodedata

import pytest

from octavo.engine.text.addresses import address_key, ascii_host, host_of, slugify, strip_tracking

# Every line is one article: all its addresses have the key that stands first.
SAME = """
courier.example/world/story-1 http://courier.example/world/story-1 https://courier.example/world/story-1
courier.example/world/story-1 HTTPS://www.Courier.Example:443/world/story-1/ http://m.courier.example:80/world/story-1#top
courier.example/world/story-1 //amp.courier.example/world/story-1 https://mobile.courier.example./world/story-1
courier.example/world/story-1 https://www.m.courier.example/world/story-1 www.courier.example/world/story-1
courier.example/world/story-1 https://courier.example/world//./x/../story-1 https://reader:pw@courier.example/world/story-1
courier.example/world/story-1 https://courier.example/world/story-1/index.html https://courier.example/world/story-1/default.aspx
courier.example/world/story-1 https://courier.example/world/story-1;jsessionid=0A1B https://courier.example/world/story-1?
courier.example/world/story-1 https://courier.example/world/story-1/amp https://courier.example/world/story-1/amp/
courier.example/world/story-1 https://courier.example/amp/world/story-1 https://courier.example/world/amp/story-1
courier.example/world/story-1 https://courier.example/world/story-1.amp https://courier.example/world/story-1/amp.html
courier.example/world/story-1 https://courier.example/world/story-1/amp/1 https://courier.example/amphtml/world/story-1
courier.example/world/story-1 https://courier.example/world/story-1?amp https://courier.example/world/story-1?amp=1
courier.example/world/story-1 https://courier.example/world/story-1?outputType=amp https://courier.example/world/story-1?_amp=true
courier.example/world/story-1 https://www.google.com/amp/s/www.courier.example/world/story-1
courier.example/world/story-1 https://google.co.uk/amp/courier.example/world/story-1/amp
courier.example/world/story-1 https://www-courier-example.cdn.ampproject.org/c/s/www.courier.example/world/story-1?usqp=mq331
courier.example/world/story-1 https://courier.example/world/story-1?utm_source=rss&utm_medium=feed&utm_campaign=x&UTM_TERM=y
courier.example/world/story-1 https://courier.example/world/story-1?fbclid=Iw&gclid=1&msclkid=2&mc_cid=3&mc_eid=4&igshid=5
courier.example/world/story-1 https://courier.example/world/story-1?at_medium=RSS&at_campaign=KARANGA&xtor=RSS-1&ns_mchannel=social
courier.example/world/story-1 https://courier.example/world/story-1?source=rss&ref=homepage&from=newsletter-daily&via=twitter&cid=
courier.example/world/story-1 https://courier.example/world/story-1?ref=top_nav&src=email.headline&partner=google&share=facebook
courier.example/world/story-1 https://courier.example/world/story-1?rss=1 https://courier.example/world/story-1?rss
courier.example/world/story-1 https://courier.example/world/story-1#:~:text=figures https://courier.example/world/story-1#xtor=RSS
courier.example/world/story-1 https://courier.example/world/story-1?replytocom=77#respond
courier.example/a?id=1&p=2 https://courier.example/a?p=2&amp;id=1&amp;utm_source=rss https://courier.example/a?id=1&p=2
courier.example/a.html https://courier.example/a-amp.html https://courier.example/a.amp.html https://courier.example/a.html
courier.example/in/articleshow/77.cms https://courier.example/in/amp_articleshow/77.cms
courier.example https://courier.example https://www.courier.example/ http://courier.example/index.php courier.example
courier.example?id=5&p=2 https://courier.example/?p=2&id=5 https://courier.example/index.php?id=5&utm_id=9&p=2&&id=5
courier.example/a?q=two%20words https://courier.example/a?q=two+words https://courier.example/a?q=two%20words
courier.example/~jo/caf%C3%A9%2Fx https://courier.example/%7ejo/café%2fx https://courier.example/~jo/caf%c3%a9%2Fx
xn--bcher-kva.example/x https://bücher.example/x https://BÜCHER.example/x https://www.xn--bcher-kva.example/x
en.wiki.example/Town https://en.m.wiki.example/Town https://en.wiki.example/Town
jo.blogspot.example/2024/a.html http://jo.blogspot.example/2024/a.html?m=1
courier.example:8080/a http://courier.example:8080/a https://www.courier.example:8080/a/
courier.example#!/story/1 https://courier.example/#!/story/1
"""

# Each line: two addresses of two different things.
DIFFERENT = """
https://courier.example/a https://courier.example/b
https://courier.example/a https://courier.example/A
https://courier.example/a https://herald.example/a
https://courier.example/a https://sport.courier.example/a
https://courier.example/a https://courier.example:8080/a
https://courier.example/a?id=1 https://courier.example/a?id=2
https://courier.example/a?id=1 https://courier.example/a
https://courier.example/a?ref=42 https://courier.example/a?ref=43
https://courier.example/a?from=2019 https://courier.example/a?from=2020
https://courier.example/forum?mod=viewthread&tid=1 https://courier.example/forum?tid=1
https://courier.example/a?cid=1 https://courier.example/a?cid=2
https://courier.example/a?share=1 https://courier.example/a?share=2
https://courier.example/a?type=video https://courier.example/a?type=text
https://courier.example/?feed=rss2 https://courier.example/
https://courier.example/lamp https://courier.example/l
https://courier.example/stamp.html https://courier.example/st.html
https://courier.example/the-best-guitar-amp https://courier.example/the-best-guitar
https://courier.example/a%2Fb https://courier.example/a/b
https://courier.example/a?x=1%262 https://courier.example/a?x=1&2
https://courier.example/a.html https://courier.example/a
https://m.example/a https://amp.example/a
https://courier.example/#!/story/1 https://courier.example/#!/story/2
https://courier.example/wait https://courier.example/wait...
https://courier.example/reindex.html https://courier.example/
"""


def lines(table: str) -> list[list[str]]:
    return [line.split() for line in table.strip().splitlines()]


@pytest.mark.parametrize("line", lines(SAME), ids=lambda line: line[-1])
def test_one_article_has_one_key(line):
    key, *addresses = line
    assert [address_key(address) for address in addresses] == [key] * len(addresses)
    assert address_key(key) == key


def test_an_escaped_question_mark_stays_in_the_path():
    assert address_key("https://courier.example/%3fpage?id=1") == "courier.example/%3Fpage?id=1"


@pytest.mark.parametrize(("one", "other"), lines(DIFFERENT))
def test_different_articles_have_different_keys(one, other):
    assert address_key(one) != address_key(other)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "tag:courier.example,2024:17",
        "mailto:desk@courier.example",
        "urn:uuid:1",
        "17",
        "http://[bad/",
        "javascript:x",
    ],
)
def test_what_is_no_web_address_is_its_own_key(address):
    assert address_key(f" {address}\n") == address


def test_addresses_get_no_key_of_their_parameters_order_alone():
    assert address_key("https://courier.example/a?b=2&a=1&b=1") == "courier.example/a?a=1&b=1&b=2"


def test_broken_escapes_and_odd_characters_do_not_break_the_key():
    for address in ("https://courier.example/100%", "https://courier.example/%zz", "https://courier.example/\ud800"):
        assert address_key(address_key(address)) == address_key(address)


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.Courier.Example/a", "www.courier.example"),
        ("http://jo:pw@courier.example:8080/a", "courier.example"),
        ("//courier.example/a", "courier.example"),
        ("courier.example", "courier.example"),
        ("courier.example:8080/feed", "courier.example"),
        ("https://courier.example./", "courier.example"),
        ("https://bücher.example/", "xn--bcher-kva.example"),
        ("https://समाचार.भारत/", "xn--61b3bh3a5ab.xn--h2brj9c"),
        ("http://[2606:4700::1]/", "2606:4700::1"),
        ("", ""),
        ("tag:courier.example,2024:17", ""),
        ("story.html", ""),
        ("/world/story", ""),
        ("http://[bad/", ""),
        ("http://", ""),
    ],
)
def test_host_of(address, host):
    assert host_of(address) == host


def test_hosts_in_disguise_are_shown_as_what_they_are():
    assert ascii_host("①②⑦。⓪.⓪.①") == "127.0.0.1"
    assert ascii_host("ⓛⓞⓒⓐⓛⓗⓞⓢⓣ") == "localhost"
    assert ascii_host("local\u00adhost") == "localhost"
    assert ascii_host("☃.example") is None


@pytest.mark.parametrize(
    ("address", "stripped"),
    [
        ("https://courier.example/a?utm_source=rss", "https://courier.example/a"),
        ("https://courier.example/a?b=%7e&utm_source=rss&C=+x&", "https://courier.example/a?b=%7e&C=+x&"),
        ("https://courier.example/a?source=rss#comments", "https://courier.example/a#comments"),
        ("https://courier.example/a?x=1#xtor=RSS-1", "https://courier.example/a?x=1"),
        ("https://courier.example/a#:~:text=one%20word", "https://courier.example/a"),
        ("https://courier.example/a?utm%5Fsource=rss&x", "https://courier.example/a?x"),
        ("https://courier.example/a?x=1&amp;utm_source=rss&amp;y=2", "https://courier.example/a?x=1&amp;y=2"),
        ("https://courier.example/a?", "https://courier.example/a?"),
        (" https://courier.example/a ", "https://courier.example/a"),
        ("https://courier.example/?feed=rss2", "https://courier.example/?feed=rss2"),
        ("https://courier.example/news?rss", "https://courier.example/news?rss"),
        ("https://courier.example/a?amp=1", "https://courier.example/a?amp=1"),
        ("https://WWW.courier.example:443/A/../b/", "https://WWW.courier.example:443/A/../b/"),
        ("tag:courier.example,2024:17", "tag:courier.example,2024:17"),
    ],
)
def test_strip_tracking_takes_only_what_follows_the_reader(address, stripped):
    assert strip_tracking(address) == stripped
    assert strip_tracking(stripped) == stripped


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Trade talks: what's next?", "trade-talks-whats-next"),
        ("Don’t — panic", "dont-panic"),
        ("भारत की अर्थव्यवस्था", "भारत-की-अर्थव्यवस्था"),
        ("اقتصادِ الهند", "اقتصادِ-الهند"),
        ("می‌خواهم", "میخواهم"),
        ("Économie Straße ＡＢＣ", "économie-straße-abc"),
        ("日本 経済", "日本-経済"),
        ("snake_case/and\\slash", "snake-case-and-slash"),
        ("C++ & 5G, 3.5%", "c-5g-3-5"),
        (" -- ", ""),
        ("🙂", ""),
    ],
)
def test_slugs_keep_every_script(text, slug):
    assert slugify(text) == slug
    assert slugify(slug) == slug


def test_slugs_are_cut_between_words():
    assert slugify("one two three four", 13) == "one-two-three"
    assert slugify("one two three four", 12) == "one-two"
    assert slugify("one two three four", 14) == "one-two-three"
    assert slugify("unbreakable", 5) == "unbre"
    assert slugify("a unbreakableword", 10) == "a-unbreaka"


@pytest.mark.parametrize("length", range(1, 12))
def test_a_cut_never_parts_a_character_from_its_marks(length):
    word = "हिन्दीहिन्दी"
    slug = slugify(word, length)
    assert len(slug) <= length
    assert word.startswith(slug)
    assert unicodedata.category(word[len(slug)])[0] != "M"
