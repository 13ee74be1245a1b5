"""Static word vectors, averaged: the model that ships in the `wordllama` wheel.

The wheel is used as a carrier of its two files only. Its own loader looks for the tokenizer in a folder that does not
exist, would go to the network, and sets up logging for the whole process when imported.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from safetensors.numpy import load_file
from tokenizers import Tokenizer

DIMENSIONS = 256

_LONGEST = 8_000  # characters of one text that are looked at: bounds time and memory whatever is given
_WEIGHTS = "weights/l2_supercat_256.safetensors"
_TOKENIZER = "tokenizers/l2_supercat_tokenizer_config.json"


def embed(texts: Sequence[str]) -> npt.NDArray[np.float32]:
    """One row of unit length per text, shape (n, 256).

    A text without a single letter or digit gets a row of zeros, whose cosine with anything is 0. The model was trained
    on English: other Latin-script languages come out usable, other scripts are read letter by letter and say little.
    Raises FileNotFoundError where the installed model lacks its files.
    """
    vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
    spoken = [at for at, text in enumerate(texts) if any(map(str.isalnum, text))]
    if not spoken:
        return vectors
    weights, tokenizer = _model()
    encoded = tokenizer.encode_batch_fast([texts[at][:_LONGEST] for at in spoken], add_special_tokens=False)
    for at, encoding in zip(spoken, encoded, strict=True):
        # The mean's length is lost in normalising, so the sum does as well.
        total = weights[np.asarray(encoding.ids, dtype=np.intp)].sum(axis=0, dtype=np.float32)
        length = float(np.linalg.norm(total))
        if length > 0:
            vectors[at] = total / length
    return vectors


@lru_cache(maxsize=1 << 14)
def is_plain_word(word: str) -> bool:
    """Whether the model knows a word in lower case as one piece: so it does common words, and few names."""
    return _model()[1].token_to_id("\u2581" + word) is not None


@lru_cache(maxsize=1)
def _model() -> tuple[npt.NDArray[np.float32], Any]:
    """Token vectors (32,000 x 256) and the tokenizer, loaded once per process."""
    found = importlib.util.find_spec("wordllama")
    if found is None or found.origin is None:
        raise FileNotFoundError("The package wordllama, which carries the embedding model, is not installed.")
    folder = Path(found.origin).parent
    for name in (_WEIGHTS, _TOKENIZER):
        if not (folder / name).is_file():
            raise FileNotFoundError(f"The installed wordllama has no {name}.")
    weights = load_file(folder / _WEIGHTS)["embedding.weight"].astype(np.float32)
    tokenizer = Tokenizer.from_file(str(folder / _TOKENIZER))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return weights, tokenizer
