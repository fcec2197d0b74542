"""Pages to test with."""

from django.template import Context, RequestContext, Template
from django.test import RequestFactory

from communities.access import Access


def a_request(path: str = "/", **access):
    request = RequestFactory().get(path)
    request.access = Access(**access)
    return request


def rendered(source: str, request=None, **context) -> str:
    """What a template made of this source shows; components and tags as on a page."""
    from django_cotton.compiler_regex import CottonCompiler

    template = Template(CottonCompiler().process(source))
    return template.render(RequestContext(request, context) if request else Context(context))
