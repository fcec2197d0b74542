"""What the tests' views write."""

from communities.models import Membership
from tests.factories import a_person


def write(request, name=""):
    return Membership.objects.create(person=a_person(), display_name=name or request.GET.get("name", "written"))
