"""A citation as a file for a reference manager."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from curriculum.commons.citing import as_bibtex, as_csl
from curriculum.commons.queries import readable

CSL = "application/vnd.citationstyles.csl+json"


@require_GET
def citation(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    """`kind`: json (CSL-JSON) or bib (BibTeX)."""
    shared = readable(pk)
    if shared is None or kind not in ("json", "bib"):
        raise Http404
    address = request.build_absolute_uri(reverse("commons-version", args=[pk]))
    answer: HttpResponse
    if kind == "json":
        answer = JsonResponse([as_csl(shared, address=address)], safe=False, content_type=CSL)
    else:
        answer = HttpResponse(as_bibtex(shared, address=address), content_type="application/x-bibtex; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="citation.{kind}"'
    return answer
