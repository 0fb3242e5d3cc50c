"""What every page is given: the view, as a parameter."""

from typing import Annotated

from fastapi import Depends, Request

from monitor.web.view import View


def view_of(request: Request) -> View:
    """The view of the site that is asked."""
    view: View = request.app.state.view
    return view


Viewed = Annotated[View, Depends(view_of)]
"""The view, as a parameter of a page."""
