"""Answers with a validator: who has the same already is told no more than that (RFC 9110 §13.1.2)."""

from hashlib import sha256

from fastapi import Request
from fastapi.responses import Response


def same_or(request: Request, body: bytes, kind: str) -> Response:
    """304 when who asks says that they have this body, else the body, of this content type.

    The validator is weak, because the same body may be sent packed or not.
    """
    tag = sha256(body).hexdigest()[:32]
    headers = {"etag": f'W/"{tag}"', "cache-control": "private, no-cache"}
    given = {one.strip().removeprefix("W/").strip('"') for one in request.headers.get("if-none-match", "").split(",")}
    if given & {tag, "*"}:
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type=kind)
