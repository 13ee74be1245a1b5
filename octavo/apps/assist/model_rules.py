"""The configured model and what it may cost, as the options say."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from threading import Thread
from typing import Any, Protocol
from urllib.parse import urlsplit

from octavo.engine.assist.writers import ModelConfig, load

MILLION = 1_000_000
MOST_COST = Decimal(999_999)  # that a row of a call holds


class _Options(Protocol):
    def __getitem__(self, name: str) -> Any: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Tokens and money in a day and a month (UTC). 0: no limit."""

    day_tokens: int = 0
    month_tokens: int = 0
    day_money: Decimal = Decimal(0)
    month_money: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelRules:
    """A model, its prices for a million tokens, and the limits of everybody and of one reader."""

    config: ModelConfig
    price_in: Decimal = Decimal(0)
    price_out: Decimal = Decimal(0)
    everybody: Limits = Limits()
    reader: Limits = Limits()
    most_characters: int = 24_000

    @property
    def host(self) -> str:
        return urlsplit(self.config.address).netloc

    def cost(self, tokens_in: int, tokens_out: int) -> Decimal:
        return min((self.price_in * tokens_in + self.price_out * tokens_out) / MILLION, MOST_COST)


def model_rules(options: _Options) -> ModelRules | None:
    """What the options configure; None where they configure no model: then nothing is sent."""
    take = options.__getitem__
    if not take("model_address") or not take("model"):
        return None
    config = ModelConfig(
        address=take("model_address"), model=take("model"), key=take("model_key"),
        first_seconds=take("model_first_timeout"), whole_seconds=take("model_timeout"),
        most_tokens=take("model_max_tokens"),
    )  # fmt: skip
    return ModelRules(
        config=config, price_in=take("model_price_in"), price_out=take("model_price_out"),
        everybody=_limits(options, "model_"), reader=_limits(options, "model_reader_"),
        most_characters=take("model_text"),
    )  # fmt: skip


def _limits(options: _Options, start: str) -> Limits:
    names = ("day_tokens", "month_tokens", "day_money", "month_money")
    return Limits(**{name: options[start + name] for name in names})


def prepare(options: _Options) -> None:
    """Where a model is configured, loads what asks it beside all else: the first reader need not wait for it."""
    if model_rules(options) is not None:
        Thread(target=load, name="model-client", daemon=True).start()
