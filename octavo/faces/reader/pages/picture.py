"""A publisher's picture, from this site: no publisher sees who reads."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from octavo.apps.pictures.actions import get_picture
from octavo.apps.pictures.queries import read_picture_address
from octavo.engine.errors import OutsideError

POLICY = "default-src 'none'; sandbox"
KEPT = "public, max-age=31536000, immutable"  # the address names the picture and its width
KEPT_SHORTLY = "public, max-age=600"  # a picture that failed may be had later

# Neither dark nor light, so that it is quiet in both themes.
_PLACEHOLDER = b"""<svg xmlns="http://www.w3.org/2000/svg" width="480" height="320" viewBox="0 0 480 320">\
<rect width="480" height="320" fill="#888" fill-opacity=".12"/></svg>"""


@require_safe
def show(request: HttpRequest, width: int, signature: str, name: str) -> HttpResponse:
    """GET /picture/<width>/<signature>/<name>

    A picture that cannot be had answers 404, which is what it is for programs and caches, with a plain grey surface as
    its body, which browsers draw whatever the status: no page looks broken for a publisher's missing picture.
    """
    address = read_picture_address(width, signature, name)
    if address is None:
        raise Http404("This address was not made here.")
    try:
        picture = get_picture(address, width)
    except OutsideError:
        response = HttpResponse(_PLACEHOLDER, content_type="image/svg+xml", status=404)
        response["Cache-Control"] = KEPT_SHORTLY
    else:
        response = HttpResponse(picture.body, content_type=picture.media_type)
        response["Cache-Control"] = KEPT
        response["ETag"] = f'"{picture.digest}"'
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    return response
