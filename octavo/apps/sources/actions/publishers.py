"""Whose an address is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from django.db.models import Q

from octavo.apps.sources.models import Kind, Publisher
from octavo.apps.sources.sites import is_feed_service, is_shared, publisher_key, same_site
from octavo.catalogue.load import CataloguePublisher
from octavo.engine.text.addresses import slugify

NAME_LENGTH, HOST_LENGTH, ADDRESS_LENGTH = 200, 255, 2000


def publisher_for(address: str, *, name: str = "", homepage: str = "", language: str = "") -> Publisher:
    """The publisher of an address, made when it is the first one seen of its host.

    A homepage counts only where it is of the same site as the address, or the address is of a service that carries
    feeds for others: a feed may say anything. What has no host (urn:, file:) is known by the publisher's name.
    """
    if homepage and not _is_believed(homepage, address):
        homepage = ""
    key = publisher_key(homepage or address)[:HOST_LENGTH]
    name = " ".join(name.replace("\x00", "").split())[:NAME_LENGTH]
    if not key:
        return _of_name(name or _kind_of(address), language)
    known = Publisher.objects.filter(host=key).order_by("pk").first()
    if known:
        return known
    return _make(
        slugify(name) or slugify(key),
        name=name or key,
        host=key,
        homepage=homepage if 0 < len(homepage) <= ADDRESS_LENGTH else f"https://{key}" + "/" * ("/" not in key),
        language=language,
    )


def publisher_from(source: CataloguePublisher) -> Publisher:
    """The publisher of a bundled set, made when it is not known; what kind it is is added where nobody has said it."""
    host = publisher_key(source.homepage)[:HOST_LENGTH]
    same = Q(slug=source.slug) | Q(name=source.name)
    known = Publisher.objects.filter(same, host=host).order_by("pk").first()
    if known and known.kind == Kind.UNKNOWN != source.kind:
        known.kind = source.kind
        known.save(update_fields=["kind"])
    return known or _make(
        source.slug,
        name=source.name,
        host=host,
        homepage=source.homepage,
        language=source.language,
        country=source.country or "",
        country_name=source.country_name,
        kind=source.kind,
    )


def _is_believed(homepage: str, address: str) -> bool:
    key = publisher_key(homepage)
    if not key or is_shared(key):  # the front of a place that many share says nothing
        return False
    if "/" in key and not is_feed_service(address):
        return key == publisher_key(address)
    return same_site(homepage, address) or is_feed_service(address)


def _kind_of(address: str) -> str:
    """'urn:ledger' of 'urn:ledger:7', 'file' of 'file:///a/b': the name of a publisher that has none."""
    scheme, _, rest = address.partition(":")
    space = rest.partition(":")[0] if scheme.lower() == "urn" else ""
    return (f"{scheme}:{space}" if space else scheme)[:NAME_LENGTH]


def _of_name(name: str, language: str) -> Publisher:
    known = Publisher.objects.filter(host="", name__iexact=name).order_by("pk").first()
    return known or _make(slugify(name), name=name, host="", homepage="", language=language)


def _make(slug: str, *, name: str, host: str, language: str, **values: str) -> Publisher:
    """Makes it under the first slug that is free, or finds the row that another worker made just now."""
    values |= {"name": name, "host": host, "language": language[:8]}
    for candidate in _slugs(slug or "publisher"):
        publisher, made = Publisher.objects.get_or_create(slug=candidate, defaults=values)
        if made or (publisher.host == host and (host or publisher.name.lower() == name.lower())):
            return publisher
    raise AssertionError("there is always another slug")


def _slugs(slug: str) -> Iterator[str]:
    yield slug
    yield from (f"{slug}-{number}" for number in count(2))
