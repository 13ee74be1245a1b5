"""Asks web servers, many at once, under `FetchRules`: turns, time limits, redirects, verdicts."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from urllib.parse import urljoin

from octavo.engine.errors import ForbiddenAddress, OutsideError, ServerFailed, Unreachable
from octavo.engine.fetching.exchange import Answer, Exchange
from octavo.engine.fetching.guard import Checked, check_address
from octavo.engine.fetching.hosts import Hosts
from octavo.engine.fetching.rules import Ask, FetchRules
from octavo.engine.fetching.statuses import judge_status
from octavo.engine.records import Fetched
from octavo.engine.text.addresses import host_of

_PERMANENT = frozenset({301, 308})
_REDIRECTS = _PERMANENT | {302, 303, 307}


def fetch(ask: Ask, rules: FetchRules) -> Fetched:
    """The answer to one question. Raises OutsideError, whose subject is the address asked for."""
    answer = fetch_many([ask], rules)[0]
    if isinstance(answer, OutsideError):
        raise answer
    return answer


def fetch_many(
    asks: Sequence[Ask], rules: FetchRules, *, on_done: Callable[[int, Fetched | OutsideError], None] | None = None
) -> list[Fetched | OutsideError]:
    """The answers to many questions, in their order; what went wrong stands as an error in its place.

    `on_done` is told (index of the ask, answer) as soon as each is known; what it raises ends the batch.
    At most `rules.concurrency` questions are open at once and `rules.per_host` to one host; a host that asks us to
    wait, or stays silent three times in a row, is not asked again in this batch: its other asks get the same error.
    Runs its own event loop, so it may be called again and from any thread, but not from inside a running loop.
    """
    return asyncio.run(_fetch_all(asks, rules, on_done)) if asks else []


async def _fetch_all(
    asks: Sequence[Ask], rules: FetchRules, on_done: Callable[[int, Fetched | OutsideError], None] | None
) -> list[Fetched | OutsideError]:
    hosts = {host_of(ask.address) for ask in asks}
    async with Exchange(rules, reuse=2 * len(hosts) <= len(asks)) as exchange:
        batch = _Batch(rules, exchange)

        async def answer(index: int, ask: Ask) -> Fetched | OutsideError:
            answered = await batch.answer(ask)
            if on_done is not None:
                on_done(index, answered)
            return answered

        tasks = [asyncio.create_task(answer(index, ask)) for index, ask in enumerate(asks)]
        try:
            return await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()


class _Batch:
    def __init__(self, rules: FetchRules, exchange: Exchange) -> None:
        self._rules = rules
        self._exchange = exchange
        self._hosts = Hosts(rules)

    async def answer(self, ask: Ask) -> Fetched | OutsideError:
        if ask.delay > 0:
            await asyncio.sleep(ask.delay)
        try:
            return await self._follow(ask)
        except OutsideError as error:
            return error

    async def _follow(self, ask: Ask) -> Fetched:
        """The answer at the end of the redirects."""
        trail = [check_address(ask.address, self._rules)]
        left = self._rules.total_seconds
        permanent: list[bool] = []
        while True:
            answer, spent = await self._take_turn(ask, trail[-1], left)
            left -= spent
            if answer.status not in _REDIRECTS:
                return _as_fetched(ask, answer, trail, permanent)
            trail.append(self._find_next(ask, answer, trail))
            permanent.append(answer.status in _PERMANENT)

    async def _take_turn(self, ask: Ask, checked: Checked, left: float) -> tuple[Answer, float]:
        """The answer of one server and the seconds it took, waiting for the turn not counted."""
        await self._hosts.begin(checked.host)
        started = asyncio.get_running_loop().time()
        try:
            refusal = self._hosts.find_refusal(checked.host, ask.address)
            if refusal is not None:
                raise refusal
            answer = await self._ask(ask, checked, left)
            self._hosts.note(checked.host, None)
        except OutsideError as error:
            self._hosts.note(checked.host, error)
            raise
        finally:
            self._hosts.end(checked.host)
        return answer, asyncio.get_running_loop().time() - started

    async def _ask(self, ask: Ask, checked: Checked, left: float) -> Answer:
        try:
            async with asyncio.timeout(left):
                answer = await self._exchange.ask(ask, checked)
        except TimeoutError:
            seconds = f"{self._rules.total_seconds:g}"
            raise Unreachable(ask.address, f"The server did not finish its answer within {seconds} seconds.") from None
        if answer.status in _REDIRECTS:
            return answer
        conditional = bool(ask.etag or ask.last_modified)
        error = judge_status(ask.address, answer.status, answer.headers, answer.body, conditional=conditional)
        if error is not None:
            raise error
        return answer

    def _find_next(self, ask: Ask, answer: Answer, trail: list[Checked]) -> Checked:
        """Where a redirect leads, checked like any address. Raises ForbiddenAddress or ServerFailed."""
        if len(trail) > self._rules.max_redirects:
            raise ServerFailed(ask.address, f"The server redirects more than {self._rules.max_redirects} times.")
        location = answer.headers.get("location", "")
        try:
            target = check_address(urljoin(trail[-1].url, location), self._rules)
        except ForbiddenAddress as error:
            reason = error.reason[:1].lower() + error.reason[1:]
            raise ForbiddenAddress(ask.address, f"A redirect to {location[:200]} was not followed: {reason}") from None
        except ValueError:
            raise ServerFailed(ask.address, "The server redirects to something that is no address.") from None
        if not location or any(target.url == checked.url for checked in trail):
            raise ServerFailed(ask.address, "The server redirects in a circle.")
        return target


def _as_fetched(ask: Ask, answer: Answer, trail: list[Checked], permanent: list[bool]) -> Fetched:
    lasting = permanent.index(False) if False in permanent else len(permanent)
    return Fetched(
        asked=ask.address,
        address=trail[-1].url if len(trail) > 1 else ask.address.strip(),
        status=answer.status,
        headers=answer.headers,
        body=answer.body,
        moved_to=trail[lasting].url if lasting else None,
    )
