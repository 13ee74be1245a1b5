import io

import pytest
from PIL import Image

from octavo.edition.pictures import SIZE, draw_picture
from octavo.edition.sources import DESKS


@pytest.mark.parametrize("desk", DESKS)
def test_a_picture_is_steady_small_and_of_the_right_size(desk):
    one, again, other = draw_picture("ports", desk), draw_picture("ports", desk), draw_picture("strike", desk)
    assert one == again != other
    assert len(one) < 120_000
    image = Image.open(io.BytesIO(one))
    assert image.size == SIZE
    assert len(image.resize((12, 8)).getcolors()) > 8
